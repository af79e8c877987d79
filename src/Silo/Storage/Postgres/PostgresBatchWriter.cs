using System.Collections.Immutable;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Writes batches of <see cref="GroupCommit"/> over one connection, and opens another when it is lost.</summary>
internal sealed class PostgresBatchWriter(PostgresServer server, TimeProvider clock, ILogger log) : IBatchWriter, IAsyncDisposable
{
    /// <summary>How often a batch is sent when others are in its way.</summary>
    private const int Attempts = 4;

    /// <summary>After a failed connection batches are refused at once, so that a full queue ends in seconds.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private WriterSession? _session;
    private Guid _lastSession = Guid.NewGuid();
    private long? _unreachableSince;

    /// <inheritdoc/>
    public async Task<BatchResult> WriteAsync(ImmutableArray<Append> batch)
    {
        var (runs, runOf) = AppendRun.Fold(batch);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await SessionAsync() is not { } session) return BatchResult.Failed(BatchFate.NotWritten);
            try
            {
                if (await session.WriteAsync(runs) is { } moved) return BatchResult.Committed(Among(moved, runOf));
                await RetireAsync();
            }
            catch (PostgresException failure) when (failure.InvariantSeverity == "ERROR")
            {
                // The server undid the statement before it said so; what ends the connection says no such thing.
                if (IsConflict(failure.SqlState) && attempt < Attempts)
                {
                    StorageLog.PostgresConflict(log, failure.SqlState);
                    continue;
                }
                return BatchResult.Failed(await FateAsync(failure.SqlState, batch.Length));
            }
            catch
            {
                await RetireAsync();
                throw;
            }
        }
        return BatchResult.Failed(BatchFate.NotWritten);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<bool>> FindAsync(ImmutableArray<Append> batch)
    {
        var doubtful = _lastSession;
        await RetireAsync();
        var (runs, runOf) = AppendRun.Fold(batch);
        await using var connection = await server.Writers.OpenConnectionAsync();
        return Among(await FenceStatement.RunAsync(connection, doubtful, runs), runOf);
    }

    /// <summary>Ends the session; the caller has ended all writing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_session is not { } session) return;
        try
        {
            await session.LeaveAsync();
        }
        catch (NpgsqlException)
        {
            // Its row goes after a day.
        }
        await RetireAsync();
    }

    private static ImmutableArray<bool> Among(HashSet<string> feeds, ImmutableArray<AppendRun?> runOf) =>
        [.. runOf.Select(run => run is not null && feeds.Contains(run.Feed))];

    private async ValueTask<WriterSession?> SessionAsync()
    {
        if (_session is not null) return _session;
        if (_unreachableSince is { } since && clock.GetElapsedTime(since) < Rest) return null;
        try
        {
            _session = await WriterSession.OpenAsync(server.Writers);
            (_lastSession, _unreachableSince) = (_session.Id, null);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            _unreachableSince = clock.GetTimestamp();
            StorageLog.PostgresUnreachable(log, server.Name, (failure as PostgresException)?.SqlState ?? failure.GetType().Name);
        }
        return _session;
    }

    private async Task<BatchFate> FateAsync(string code, int count)
    {
        if (IsPoison(code))
        {
            StorageLog.BatchPoisoned(log, count, $"PostgreSQL {code}");
            return BatchFate.Poisoned;
        }
        StorageLog.CannotWrite(log, $"PostgreSQL {code}");
        // It may have become a standby, or be about to end: the next batch looks for the server anew.
        await RetireAsync();
        return BatchFate.NotWritten;
    }

    private async Task RetireAsync()
    {
        if (_session is not { } session) return;
        _session = null;
        await session.DisposeAsync();
    }

    /// <summary>Whether others were in the way: serialization_failure, deadlock_detected.</summary>
    private static bool IsConflict(string code) => code is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// Whether the cause is what was written: cardinality (21), data (22), a constraint (23), a limit (54, such as a
    /// row too long for its index).
    /// </summary>
    private static bool IsPoison(string code) => code[..2] is "21" or "22" or "23" or "54";
}
