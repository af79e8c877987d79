using Consult.Grains.LocalHost;
using Consult.Silo.Storage.Postgres;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Silo.Hosting.Local;

/// <summary>Shows the local host a <see cref="GrainStateTable"/>.</summary>
internal sealed class PostgresGrainStorage(GrainStateTable table) : ILocalGrainStorage
{
    /// <inheritdoc/>
    public async Task<StoredState<TState>?> ReadAsync<TState>(
        string stateName, GrainId grainId, CancellationToken cancellationToken) =>
        await table.ReadAsync<TState>(stateName, grainId.ToString(), cancellationToken) is var (state, etag) ? new(state, etag) : null;

    /// <inheritdoc/>
    public async Task<string> WriteAsync<TState>(
        string stateName, GrainId grainId, TState state, string? etag, CancellationToken cancellationToken) =>
        await table.WriteAsync(stateName, grainId.ToString(), state, etag, cancellationToken) ?? throw Inconsistent(stateName, grainId);

    /// <inheritdoc/>
    public async Task ClearAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        if (!await table.ClearAsync(stateName, grainId.ToString(), etag, cancellationToken)) throw Inconsistent(stateName, grainId);
    }

    private static InconsistentStateException Inconsistent(string stateName, GrainId grainId) =>
        new($"Another version of {stateName} of {grainId} is stored.");
}
