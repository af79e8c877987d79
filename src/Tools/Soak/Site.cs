using System.Security.Cryptography;
using Consult.Harness;

namespace Consult.Tools.Soak;

/// <summary>Where the record of a soak is kept.</summary>
public enum StoreKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database.</summary>
    Postgres,
}

/// <summary>
/// A server of one's own on a record of its own, and for PostgreSQL a cluster of its own. Everything is gone when it is
/// disposed. Not for concurrent use.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-site-");
    private readonly string _dll;
    private readonly PrivateCluster? _cluster;
    private readonly RecordPlace _record;
    private readonly TimeProvider _time;
    private OwnServer? _server;
    private Uri? _address;

    private Site(string dll, PrivateCluster? cluster, TimeProvider time)
    {
        (_dll, _cluster, _time) = (dll, cluster, time);
        _record = cluster is null
            ? RecordPlace.Folder(_folder.FullName)
            : RecordPlace.Postgres(cluster.ConnectionString, MakeMasterKey(_folder));
    }

    /// <summary>Where the server is, the same after a restart.</summary>
    public Uri Address => _address!;

    /// <summary>The cluster, null on SQLite.</summary>
    public PrivateCluster? Database => _cluster;

    /// <summary>Makes a record and starts a server on it.</summary>
    /// <param name="dll">Path of <c>Consult.Api.dll</c>.</param>
    /// <param name="store">Where the record is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or something does not start.</exception>
    public static async Task<Site> StartAsync(
        string dll, StoreKind store, TimeProvider time, CancellationToken cancellationToken)
    {
        var cluster = store == StoreKind.Postgres ? await PrivateCluster.CreateAsync(time) : null;
        var site = new Site(dll, cluster, time);
        try
        {
            await site.StartServerAsync(cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server after it was killed, on the same port, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in 60 seconds.</exception>
    public async Task StartServerAsync(CancellationToken cancellationToken)
    {
        _server = await OwnServer.StartAsync(_dll, _record, _address?.Port ?? 0, _time, cancellationToken);
        _address = _server.Address;
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillServerAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Stops the server where it stands until the result is disposed.</summary>
    public Task<Paused> PauseServerAsync() => _server!.PauseAsync();

    /// <summary>Runs the server's verb <c>verify</c>; on SQLite the server must have been killed before.</summary>
    /// <returns>Whether the record is intact, and the last line that the verb said.</returns>
    public Task<(bool IsIntact, string Says)> VerifyAsync() => OwnServer.VerifyAsync(_dll, _record);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillServerAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string MakeMasterKey(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "master.key");
        var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, settings);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return file;
    }
}
