using System.Text.Json;
using Consult.Grains.LocalHost;
using Consult.Silo.Storage.Postgres;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Silo.Hosting.Local;

/// <summary>State of grains as JSON in the table <c>grain_state</c>.</summary>
internal sealed class PostgresGrainStorage(PostgresReads database) : ILocalGrainStorage
{
    /// <inheritdoc/>
    public async Task<StoredState<TState>?> ReadAsync<TState>(
        string stateName, GrainId grainId, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT state, etag FROM grain_state WHERE name = $1 AND grain = $2",
            row => (Json: row.GetFieldValue<byte[]>(0), Etag: row.GetString(1)), cancellationToken, stateName, grainId.ToString());
        return rows is [var (json, etag)] && JsonSerializer.Deserialize<TState>(json) is { } state
            ? new(state, etag)
            : null;
    }

    /// <inheritdoc/>
    public async Task<string> WriteAsync<TState>(
        string stateName, GrainId grainId, TState state, string? etag, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state);
        // Random, not counted: a version must not come back after the state was cleared and written anew.
        var (grain, next) = (grainId.ToString(), Guid.NewGuid().ToString("N"));
        var changed = etag is null
            ? await database.ExecuteAsync(
                "INSERT INTO grain_state (name, grain, etag, state) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                cancellationToken, stateName, grain, next, json)
            : await database.ExecuteAsync(
                "UPDATE grain_state SET etag = $3, state = $4 WHERE name = $1 AND grain = $2 AND etag = $5",
                cancellationToken, stateName, grain, next, json, etag);
        return changed == 1 ? next : throw Inconsistent(stateName, grainId);
    }

    /// <inheritdoc/>
    public async Task ClearAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        var fits = etag is null
            ? (await database.QueryAsync(
                "SELECT 1 FROM grain_state WHERE name = $1 AND grain = $2", _ => true, cancellationToken, stateName, grain)).IsEmpty
            : await database.ExecuteAsync(
                "DELETE FROM grain_state WHERE name = $1 AND grain = $2 AND etag = $3", cancellationToken, stateName, grain, etag) == 1;
        if (!fits) throw Inconsistent(stateName, grainId);
    }

    private static InconsistentStateException Inconsistent(string stateName, GrainId grainId) =>
        new($"Another version of {stateName} of {grainId} is stored.");
}
