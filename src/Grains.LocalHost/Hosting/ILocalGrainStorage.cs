using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>
/// Keeps the persistent state of grains. Register one per provider name, as a keyed service under that name
/// (<c>"Default"</c> for states that name no provider).
/// </summary>
public interface ILocalGrainStorage
{
    /// <summary>Reads a state.</summary>
    /// <returns>The state with its version, null when nothing is stored.</returns>
    Task<StoredState<TState>?> ReadAsync<TState>(
        string stateName, GrainId grainId, CancellationToken cancellationToken);

    /// <summary>Stores a state in place of the version that its writer had read.</summary>
    /// <param name="stateName">Name of the state among those of the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="state">The state; it must be stored as it is now, it may change later.</param>
    /// <param name="etag">The version that the writer had read, null when there was none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    Task<string> WriteAsync<TState>(
        string stateName, GrainId grainId, TState state, string? etag, CancellationToken cancellationToken);

    /// <summary>Deletes a state.</summary>
    /// <param name="stateName">Name of the state among those of the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="etag">The version that the writer had read, null when there was none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    Task ClearAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken);
}

/// <summary>A state as it is stored.</summary>
/// <param name="State">The state, an object that nobody else holds.</param>
/// <param name="Etag">Its version.</param>
public sealed record StoredState<TState>(TState State, string Etag);
