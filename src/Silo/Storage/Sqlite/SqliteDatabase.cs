using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>The file with a lane that writes and one that reads.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    /// <summary>Enough to keep two cores busy while some wait for the disk.</summary>
    private const int Readers = 4;

    private SqliteDatabase(SqliteLane writer, SqliteLane reads) => (Writer, Reads) = (writer, reads);

    /// <summary>The only thread that writes.</summary>
    public SqliteLane Writer { get; }

    /// <summary>Threads that read what is committed.</summary>
    public SqliteLane Reads { get; }

    /// <summary>Opens the file, and makes it when there is none. The caller holds its <see cref="FileLock"/>.</summary>
    /// <param name="file">The database.</param>
    /// <param name="masterCheck">Remembered by a new file, and the same for as long as it lives.</param>
    /// <param name="log">Told whether the file is durable.</param>
    /// <exception cref="StoreUnavailableException">The file is of a newer version or belongs to another master key.</exception>
    public static SqliteDatabase Open(string file, byte[] masterCheck, ILogger log)
    {
        var sessions = new List<SqliteSession>();
        try
        {
            sessions.Add(new(file, SqliteOpenMode.ReadWriteCreate));
            Prepare(sessions[0], file, masterCheck, log);
            for (var i = 0; i < Readers; i++) sessions.Add(new(file, SqliteOpenMode.ReadOnly));
            return new(new("feed writer", sessions[..1]), new("feed reader", sessions[1..]));
        }
        catch
        {
            foreach (var session in sessions) session.Dispose();
            throw;
        }
    }

    /// <summary>Readers first: the connection that closes last folds the write-ahead log into the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await Reads.DisposeAsync();
        await Writer.DisposeAsync();
    }

    private static void Prepare(SqliteSession session, string file, byte[] masterCheck, ILogger log)
    {
        session.Script(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA journal_size_limit = 67108864;
            """);
        session.Transact(() => CreateOrCheck(session, file, masterCheck));
        StorageLog.Opened(log, file, session.Version);
        var journal = (string)session.Scalar("PRAGMA journal_mode")!;
        var synchronous = (long)session.Scalar("PRAGMA synchronous")!;
        if (journal != "wal" || synchronous != 2) StorageLog.NotDurable(log, file, journal, synchronous);
    }

    private static long CreateOrCheck(SqliteSession session, string file, byte[] masterCheck)
    {
        if (session.Scalar("SELECT 1 FROM sqlite_schema WHERE name = 'meta'") is null)
        {
            session.Script(Schema.Create);
            session.Execute("INSERT INTO meta (name, value) VALUES ('version', $1)", Schema.Version);
            session.Execute("INSERT INTO meta (name, value) VALUES ('master', $1)", masterCheck);
            return Schema.Version;
        }
        var version = (long)session.Scalar("SELECT value FROM meta WHERE name = 'version'")!;
        if (version > Schema.Version)
        {
            throw new StoreUnavailableException(
                $"{file} was written by a newer version of Consult (schema {version}, this one knows {Schema.Version}).");
        }
        var remembered = (byte[])session.Scalar("SELECT value FROM meta WHERE name = 'master'")!;
        if (!CryptographicOperations.FixedTimeEquals(remembered, masterCheck))
            throw new StoreUnavailableException($"The master key is not the one {file} was made with.");
        return version;
    }
}
