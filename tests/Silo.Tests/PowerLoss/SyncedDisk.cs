namespace Consult.Silo.Tests.PowerLoss;

/// <summary>Which unsynced writes happen to be on disk when the power goes; a disk may keep any of them.</summary>
public enum Survivors
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those to the database, not those to its log.</summary>
    Database,

    /// <summary>Those to the log, not those to the database.</summary>
    Log,
}

/// <summary>
/// A folder, and beside it what a disk has for certain: each file as it was when SQLite last synced it. kill -9 cannot
/// show the difference, because the system writes out what a killed process wrote.
/// </summary>
internal sealed class SyncedDisk : IDisposable
{
    private readonly DirectoryInfo _live = Directory.CreateTempSubdirectory("consult-live-");
    private readonly DirectoryInfo _synced = Directory.CreateTempSubdirectory("consult-synced-");
    private readonly Lock _gate = new();

    public SyncedDisk() => SyncHook.Watch(this);

    /// <summary>Where the store works.</summary>
    public string Folder => _live.FullName;

    /// <summary>Syncs a file, and keeps what is certain from now on.</summary>
    public int Sync(string path, Func<int> sync)
    {
        lock (_gate)
        {
            var result = sync();
            if (result == 0) File.Copy(path, Synced(path), overwrite: true);
            return result;
        }
    }

    /// <summary>The folder was synced: files that were deleted before do not come back.</summary>
    public void FolderSynced()
    {
        lock (_gate)
        {
            foreach (var file in _synced.GetFiles().Where(file => !File.Exists(Path.Combine(Folder, file.Name)))) file.Delete();
        }
    }

    /// <summary>
    /// Makes a folder of what the next start finds when the power goes now. The store goes on; it stands at its next
    /// sync meanwhile, so that the files are of one moment.
    /// </summary>
    public DirectoryInfo LosePower(Survivors survivors)
    {
        var found = Directory.CreateTempSubdirectory("consult-found-");
        lock (_gate)
        {
            foreach (var file in _synced.GetFiles()) file.CopyTo(Path.Combine(found.FullName, file.Name));
            var survivor = survivors switch
            {
                Survivors.Database => "consult.db",
                Survivors.Log => "consult.db-wal",
                _ => null,
            };
            if (survivor is not null) File.Copy(Path.Combine(Folder, survivor), Path.Combine(found.FullName, survivor), overwrite: true);
        }
        return found;
    }

    public void Dispose()
    {
        SyncHook.Forget(this);
        _live.Delete(recursive: true);
        _synced.Delete(recursive: true);
    }

    private string Synced(string path) => Path.Combine(_synced.FullName, Path.GetFileName(path));
}
