using Orleans.Core;

namespace Orleans.Core
{
    /// <summary>One stored state of a grain.</summary>
    public interface IStorage
    {
        /// <summary>The version that was read or written last, null when nothing is stored.</summary>
        string? Etag { get; }

        /// <summary>Whether anything is stored.</summary>
        bool RecordExists { get; }

        /// <summary>Deletes what is stored and empties the state.</summary>
        Task ClearStateAsync();

        /// <summary>Stores the state.</summary>
        /// <exception cref="Orleans.Storage.InconsistentStateException">Another writer was faster.</exception>
        Task WriteStateAsync();

        /// <summary>Replaces the state by what is stored.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()"/>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()"/>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()"/>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>One stored state of a grain.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A stored state that a grain's constructor asks for; read before the grain is activated.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>Names the stored state that a constructor parameter asks for.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute : Attribute
    {
        /// <summary>Names the state.</summary>
        /// <param name="stateName">Name of the state among those of the grain.</param>
        /// <param name="storageName">Name of the storage provider; null means the default one.</param>
        public PersistentStateAttribute(string stateName, string? storageName = null)
        {
            ArgumentNullException.ThrowIfNull(stateName);
            StateName = stateName;
            StorageName = storageName;
        }

        /// <summary>Name of the state among those of the grain.</summary>
        public string StateName { get; }

        /// <summary>Name of the storage provider; null means the default one.</summary>
        public string? StorageName { get; }
    }
}
