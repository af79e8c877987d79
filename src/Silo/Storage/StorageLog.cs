using Consult.Feeds;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage;

/// <summary>What the storage reports; event ids 3000–3099, never reused. No line carries anything of a body.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(3000, LogLevel.Information, "Opened {File}, SQLite {Version}.")]
    public static partial void Opened(ILogger log, string file, string version);

    [LoggerMessage(3001, LogLevel.Critical,
        "{File} IS NOT DURABLE: journal_mode is {Journal} and synchronous is {Synchronous}, wanted wal and 2. "
        + "Acknowledged commands can be lost when the machine loses power.")]
    public static partial void NotDurable(ILogger log, string file, string journal, long synchronous);

    [LoggerMessage(3002, LogLevel.Error, "An append to {Feed} violates a constraint and was rejected.")]
    public static partial void AppendRejected(ILogger log, FeedId feed);

    [LoggerMessage(3003, LogLevel.Error, "A commit of {Count} appends failed and its outcome is looked up.")]
    public static partial void CommitUncertain(ILogger log, int count, Exception? failure);

    [LoggerMessage(3004, LogLevel.Critical, "The outcome of {Count} appends could not be found out.")]
    public static partial void OutcomeUnknown(ILogger log, int count, Exception failure);

    [LoggerMessage(3005, LogLevel.Critical, "The writer met a defect of its own; its batch is answered with unknown.")]
    public static partial void CommitterFailed(ILogger log, Exception defect);

    [LoggerMessage(3006, LogLevel.Error, "The database takes no writes ({Code}); appends are answered with busy.")]
    public static partial void CannotWrite(ILogger log, string code);

    [LoggerMessage(3007, LogLevel.Error, "The database refused a batch of {Count} ({Code}); it is searched for the cause.")]
    public static partial void BatchPoisoned(ILogger log, int count, string code);

    [LoggerMessage(3008, LogLevel.Information, "Made a new master key in {File}. Without it the record cannot be read: back it up apart from the database.")]
    public static partial void MasterKeyMade(ILogger log, string file);

    [LoggerMessage(3009, LogLevel.Information, "Opened {Database}, PostgreSQL {Version}.")]
    public static partial void PostgresOpened(ILogger log, string database, string version);

    [LoggerMessage(3010, LogLevel.Critical,
        "{Database} IS NOT DURABLE: {Setting} is {Value}. Acknowledged commands can be lost when the server loses power.")]
    public static partial void PostgresNotDurable(ILogger log, string database, string setting, string value);

    [LoggerMessage(3011, LogLevel.Error, "{Database} cannot be reached ({Failure}); appends are answered with busy.")]
    public static partial void PostgresUnreachable(ILogger log, string database, string failure);

    [LoggerMessage(3012, LogLevel.Warning, "Another writer was in the way of a batch (PostgreSQL {Code}); it is sent again.")]
    public static partial void PostgresConflict(ILogger log, string code);

    [LoggerMessage(3013, LogLevel.Warning, "{Database} does not tell what other processes changed any more ({Failure}); it is asked to again.")]
    public static partial void NewsLost(ILogger log, string database, string failure);

    [LoggerMessage(3020, LogLevel.Error, "The sweep failed and goes on with the next one.")]
    public static partial void SweepFailed(ILogger log, Exception failure);

    [LoggerMessage(3021, LogLevel.Warning, "{Feed} could not be woken ({Failure}); its lease lets it rest.")]
    public static partial void WakeFailed(ILogger log, FeedId feed, string failure);
}
