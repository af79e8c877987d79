using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using static Consult.Silo.Storage.StoredNames;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Finds out what became of a batch whose answer was lost. The server may not even have begun with it: it may lie in a
/// socket, or run in a process that we cannot see. But it commits nothing unless it holds the row of its session. So we
/// fence that row first: this waits for the batch while it runs, and makes it write nothing when it begins later. What
/// can be read afterwards is all that there will be.
/// </summary>
internal static class FenceStatement
{
    // Always a write, also the second time: its commit then waits for the disk and for synchronous standbys, and the
    // batch before it in the log is as durable as itself. A batch may be visible and not yet replicated.
    private const string Fence =
        "INSERT INTO writer_session (id, fenced) VALUES ($1, true) ON CONFLICT (id) DO UPDATE SET fenced = true";

    // A run is written whole or not at all, so one row that it alone wrote tells.
    private const string Evidence =
        """
        SELECT i.feed FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS i (feed, expected_seq, seq, tag, wake_at, reacted, command, digest)
        WHERE CASE
          WHEN i.seq > i.expected_seq THEN EXISTS (
            SELECT 1 FROM event e WHERE e.feed = i.feed AND e.seq = i.seq AND e.tag = i.tag)
          WHEN i.command IS NOT NULL THEN EXISTS (
            SELECT 1 FROM command c WHERE c.feed = i.feed AND c.id = i.command AND c.digest = i.digest)
          ELSE EXISTS (
            SELECT 1 FROM head h WHERE h.feed = i.feed AND h.seq = i.seq AND h.tag = i.tag
              AND h.wake_at IS NOT DISTINCT FROM i.wake_at AND h.reacted = i.reacted)
        END
        """;

    /// <summary>Fences a session and reads which runs are written.</summary>
    /// <returns>The feeds of those that are.</returns>
    public static async Task<HashSet<string>> RunAsync(NpgsqlConnection connection, Guid session, ImmutableArray<AppendRun> runs)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var fence = new NpgsqlCommand(Fence, connection))
        {
            fence.Parameters.Add(new() { Value = session, NpgsqlDbType = NpgsqlDbType.Uuid });
            await fence.ExecuteNonQueryAsync();
        }
        var written = await ReadAsync(connection, runs);
        await transaction.CommitAsync();
        return written;
    }

    private static async Task<HashSet<string>> ReadAsync(NpgsqlConnection connection, ImmutableArray<AppendRun> runs)
    {
        await using var evidence = new NpgsqlCommand(Evidence, connection);
        new ArrayParameters<AppendRun>(evidence.Parameters)
            .Text(run => run.Feed)
            .Number(run => run.Expected.Seq).Number(run => run.Last.Next.Seq).Bytes(run => Bytes(run.Last.Next.Tag))
            .NumberOrNull(run => Milliseconds(run.Last.WakeAt)).Number(run => run.Last.Reacted)
            .Text(run => run.Commands.FirstOrDefault()?.Id.Value)
            .Bytes(run => run.Commands.FirstOrDefault() is { } command ? Bytes(command.Digest) : null)
            .Set(runs);
        var written = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await evidence.ExecuteReaderAsync();
        while (await reader.ReadAsync()) written.Add(reader.GetString(0));
        return written;
    }
}
