using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Consult.Feeds.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Writes batches of <see cref="GroupCommit"/> on the writer's thread.</summary>
internal sealed class SqliteBatchWriter(SqliteLane writer, ILogger log) : IBatchWriter
{
    /// <inheritdoc/>
    public Task<BatchResult> WriteAsync(ImmutableArray<Append> batch) =>
        writer.RunAsync(session => Write(session, batch), CancellationToken.None);

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> FindAsync(ImmutableArray<Append> batch) =>
        writer.RunAsync(session => Find(session, batch), CancellationToken.None);

    private BatchResult Write(SqliteSession session, ImmutableArray<Append> batch)
    {
        var fits = new bool[batch.Length];
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < batch.Length; i++) fits[i] = SqliteAppends.Apply(session, batch[i]);
        }
        catch (SqliteException failure) when (IsTrouble(failure.SqliteErrorCode))
        {
            session.Rollback();
            StorageLog.CannotWrite(log, $"SQLite {failure.SqliteErrorCode}");
            return BatchResult.Failed(BatchFate.NotWritten);
        }
        catch (Exception failure)
        {
            session.Rollback();
            StorageLog.BatchPoisoned(log, batch.Length, $"SQLite {(failure as SqliteException)?.SqliteErrorCode ?? 0}");
            return BatchResult.Failed(BatchFate.Poisoned);
        }
        session.Execute("COMMIT");
        return BatchResult.Committed(ImmutableCollectionsMarshal.AsImmutableArray(fits));
    }

    /// <summary>Whether the cause is the database (disk full, no memory, no I/O) rather than what was written.</summary>
    private static bool IsTrouble(int code) => code is not (18 or 19 or 20 or 25); // TOOBIG, CONSTRAINT, MISMATCH, RANGE

    private static ImmutableArray<bool> Find(SqliteSession session, ImmutableArray<Append> batch)
    {
        session.Rollback();
        // A commit that failed at its last sync may lie whole in the log and be found there after a crash. Committing
        // something else first writes over it; only then is what can be read all that there will be.
        session.Transact(() => session.Execute("INSERT OR REPLACE INTO meta VALUES ('settled', x'')"));
        return [.. batch.Select(append => IsWritten(session, append))];
    }

    private static bool IsWritten(SqliteSession session, Append append)
    {
        var feed = append.Feed.Value;
        if (!append.Events.IsEmpty)
        {
            return session.Scalar(
                "SELECT 1 FROM event WHERE feed = $1 AND seq = $2 AND tag = $3",
                feed, append.Next.Seq, StoredNames.Bytes(append.Next.Tag)) is not null;
        }
        if (append.Command is { } command)
        {
            return session.Scalar(
                "SELECT 1 FROM command WHERE feed = $1 AND id = $2 AND digest = $3",
                feed, command.Id.Value, StoredNames.Bytes(command.Digest)) is not null;
        }
        return session.Scalar(
            "SELECT 1 FROM head WHERE feed = $1 AND seq = $2 AND tag = $3 AND wake_at IS $4 AND reacted = $5",
            feed, append.Next.Seq, StoredNames.Bytes(append.Next.Tag), StoredNames.Milliseconds(append.WakeAt),
            append.Reacted) is not null;
    }
}
