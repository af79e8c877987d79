using Consult.Grains.LocalHost;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation;

    /// <summary>For the host: takes the activation that is being made.</summary>
    protected Grain() => _activation = Activation.BeingMade;

    /// <summary>What the host knows about this activation.</summary>
    /// <exception cref="InvalidOperationException">The grain was made by <c>new</c>, not by a host.</exception>
    public IGrainContext GrainContext => Activation;

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => Activation.GrainReference;

    /// <summary>The identity in words.</summary>
    public string IdentityString => Activation.GrainId.ToString();

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => _activation
        ?? throw new InvalidOperationException("This grain was not made by a host: ask an IGrainFactory for it.");

#pragma warning disable CA1725 // Orleans names these parameters differently in IGrainBase; overrides repeat this name.
    /// <summary>Runs after persistent state was read and before the first call.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call of this activation; not when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;
#pragma warning restore CA1725

    /// <summary>Ends this activation once its running requests have ended; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from being ended for idleness for a while.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
