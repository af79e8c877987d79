using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>What the host knows about one activation of a grain.</summary>
    public interface IGrainContext
    {
        /// <summary>Who the grain is.</summary>
        GrainId GrainId { get; }

        /// <summary>A reference to the grain.</summary>
        GrainReference GrainReference { get; }

        /// <summary>The grain object, null until it is made.</summary>
        object? GrainInstance { get; }

        /// <summary>The services of this activation; scoped ones live as long as it does.</summary>
        IServiceProvider ActivationServices { get; }

        /// <summary>Asks that the activation end once its running requests have ended.</summary>
        /// <param name="deactivationReason">Why; handed to the grain.</param>
        /// <param name="cancellationToken">Handed to the grain's own deactivation code.</param>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }
}

namespace Orleans
{
    /// <summary>What the host calls on a grain besides its own interface.</summary>
    public interface IGrainBase
    {
        /// <summary>What the host knows about this activation.</summary>
        IGrainContext GrainContext { get; }

        /// <summary>Runs after persistent state was read and before the first call.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call of this activation; not when the process dies.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}
