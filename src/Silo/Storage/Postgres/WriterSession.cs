using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>A connection that writes, its row in <c>writer_session</c>, and the statement it has prepared.</summary>
internal sealed class WriterSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly AppendStatement _append;
    private bool _warned;

    private WriterSession(Guid id, NpgsqlConnection connection)
    {
        (Id, _connection, _append) = (id, connection, new(connection, id));
        connection.Notice += (_, e) => _warned |= e.Notice.InvariantSeverity == "WARNING";
    }

    public Guid Id { get; }

    /// <summary>Connects, registers and prepares. Rows of sessions that ended without a word go after a day.</summary>
    public static async Task<WriterSession> OpenAsync(NpgsqlDataSource source)
    {
        var session = new WriterSession(Guid.NewGuid(), await source.OpenConnectionAsync());
        try
        {
            await session.ExecuteAsync(
                """
                DELETE FROM writer_session WHERE id IN (
                  SELECT id FROM writer_session WHERE opened_at < now() - interval '1 day' FOR UPDATE SKIP LOCKED)
                """);
            await session.ExecuteAsync("INSERT INTO writer_session (id) VALUES ($1)", session.Id);
            await session._append.Command.PrepareAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes runs in one statement, and returns once they are on disk.</summary>
    /// <returns>The feeds whose heads moved; null when the session may not write any more and wrote nothing.</returns>
    public async Task<HashSet<string>?> WriteAsync(IReadOnlyList<AppendRun> runs)
    {
        _warned = false;
        _append.Set(runs);
        var moved = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await _append.Command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) moved.Add(reader.GetString(0));
            // The rows come before the commit. Only what follows them says that it happened.
            await reader.NextResultAsync();
        }
        // A wait for the standby that somebody cancelled ends with success and a warning.
        if (_warned) throw new InvalidOperationException("The server warned during the commit.");
        return moved.Remove("") ? moved : null;
    }

    /// <summary>Takes the row away, so that only sessions that ended badly leave one.</summary>
    public Task LeaveAsync() => ExecuteAsync("DELETE FROM writer_session WHERE id = $1", Id);

    public async ValueTask DisposeAsync()
    {
        await _append.Command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, Guid? id = null)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        if (id is { } value) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
