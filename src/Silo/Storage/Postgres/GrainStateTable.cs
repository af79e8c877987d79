using System.Text.Json;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// State of grains as JSON in the table <c>grain_state</c>, keyed by the whole identity of the grain: the same rows
/// and bytes whichever host runs the grains.
/// </summary>
internal sealed class GrainStateTable(PostgresReads database)
{
    /// <summary>Reads a state with its version; null when nothing is stored.</summary>
    public async Task<(TState State, string Etag)?> ReadAsync<TState>(string name, string grain, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT state, etag FROM grain_state WHERE name = $1 AND grain = $2",
            row => (Json: row.GetFieldValue<byte[]>(0), Etag: row.GetString(1)), cancellationToken, name, grain);
        return rows is [var (json, etag)] && JsonSerializer.Deserialize<TState>(json) is { } state ? (state, etag) : null;
    }

    /// <summary>Stores a state in place of the version <paramref name="etag"/>, or where there is none.</summary>
    /// <returns>The new version; null when another one is stored.</returns>
    public async Task<string?> WriteAsync<TState>(
        string name, string grain, TState state, string? etag, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state);
        // Random, not counted: a version must not come back after the state was cleared and written anew.
        var next = Guid.NewGuid().ToString("N");
        var changed = etag is null
            ? await database.ExecuteAsync(
                "INSERT INTO grain_state (name, grain, etag, state) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                cancellationToken, name, grain, next, json)
            : await database.ExecuteAsync(
                "UPDATE grain_state SET etag = $3, state = $4 WHERE name = $1 AND grain = $2 AND etag = $5",
                cancellationToken, name, grain, next, json, etag);
        return changed == 1 ? next : null;
    }

    /// <summary>Deletes the version <paramref name="etag"/> of a state.</summary>
    /// <returns>Whether that was what is stored.</returns>
    public async Task<bool> ClearAsync(string name, string grain, string? etag, CancellationToken cancellationToken) =>
        etag is null
            ? (await database.QueryAsync(
                "SELECT 1 FROM grain_state WHERE name = $1 AND grain = $2", _ => true, cancellationToken, name, grain)).IsEmpty
            : await database.ExecuteAsync(
                "DELETE FROM grain_state WHERE name = $1 AND grain = $2 AND etag = $3", cancellationToken, name, grain, etag) == 1;
}
