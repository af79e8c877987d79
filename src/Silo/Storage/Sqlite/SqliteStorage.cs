using Consult.Silo.Keys;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Everything that the embedded store keeps in its folder: <c>consult.db</c> and <c>master.key</c>.</summary>
internal sealed class SqliteStorage : IStorage
{
    private readonly IDisposable _lock;
    private readonly GroupCommit _commits;

    private SqliteStorage(IDisposable fileLock, SqliteDatabase database, MasterKey master, SqliteStorageOpening opening)
    {
        (_lock, Database) = (fileLock, database);
        _commits = new(opening.Decorate(new SqliteBatchWriter(database.Writer, opening.Log)), opening.Limits, opening.Clock, opening.Log);
        Feeds = new SqliteFeedStore(database, _commits);
        Keys = new(master, new SqlitePersonKeys(database), opening.Clock);
    }

    public SqliteDatabase Database { get; }

    public IRecordSource Feeds { get; }

    public KeyRing Keys { get; }

    /// <summary>Opens the folder, and makes it when there is none.</summary>
    /// <exception cref="StoreUnavailableException">It is in use, of a newer version, or does not fit the master key.</exception>
    public static SqliteStorage Open(SqliteStorageOpening opening)
    {
        MakeFolder(opening.Folder);
        var file = Path.Combine(opening.Folder, "consult.db");
        var fileLock = FileLock.Take(file);
        try
        {
            var isNew = !File.Exists(file);
            var master = FindMasterKey(opening, isNew);
            // SQLite gives its log and index the mode of the database.
            if (isNew) PrivateFile.Create(file).Dispose();
            return new(fileLock, SqliteDatabase.Open(file, master.Check, opening.Log), master, opening);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Refuses new appends, ends those inside, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await Database.DisposeAsync();
        _lock.Dispose();
    }

    // A key is made only before its database is. A database whose key is missing must not get another one: it would
    // start, and write a record that the restored key cannot read.
    private static MasterKey FindMasterKey(SqliteStorageOpening opening, bool isNew)
    {
        if (opening.MasterKey is { Length: > 0 } configured) return MasterKey.Parse(configured, "the configuration");
        var file = Path.Combine(opening.Folder, "master.key");
        if (isNew && !File.Exists(file))
        {
            MasterKey.Create(file);
            StorageLog.MasterKeyMade(opening.Log, file);
        }
        return MasterKey.Read(file);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>How to open a <see cref="SqliteStorage"/>.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="MasterKey">32 bytes in base64; null for the file <c>master.key</c>.</param>
/// <param name="Clock">The time.</param>
/// <param name="Log">Where it reports.</param>
internal sealed record SqliteStorageOpening(string Folder, string? MasterKey, TimeProvider Clock, ILogger Log)
{
    public GroupCommitLimits Limits { get; init; } = GroupCommitLimits.Default;

    /// <summary>Lets tests fail and delay writes.</summary>
    public Func<IBatchWriter, IBatchWriter> Decorate { get; init; } = writer => writer;

    /// <inheritdoc/>
    public override string ToString() => Folder;
}
