namespace Consult.Silo.Tests;

/// <summary>
/// A copy of the files of an open store: what a killed process leaves to the next one. The store must be at rest.
/// </summary>
internal sealed class SqliteLeftovers : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("consult-test-");

    public SqliteLeftovers(string folder)
    {
        foreach (var name in new[] { "consult.db", "consult.db-wal", "master.key" })
            File.Copy(Path.Combine(folder, name), Path.Combine(Folder, name));
    }

    public string Folder => _copy.FullName;

    /// <summary>The write-ahead log.</summary>
    public string Log => Path.Combine(Folder, "consult.db-wal");

    public void Dispose() => _copy.Delete(recursive: true);
}
