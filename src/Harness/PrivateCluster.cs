using System.Diagnostics;
using System.Globalization;

namespace Consult.Harness;

/// <summary>
/// A PostgreSQL of one's own in a temporary folder, made from the installed programs, reached through a socket in that
/// folder alone. Killed and started again at will; gone when disposed, or when this process ends in any other way. Not for
/// concurrent use.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private const string User = "consult";
    private const int StartAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);
    private static readonly string? Installed = FindPrograms();
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-pg-");
    private readonly TimeProvider _time;
    private Process? _keeper;

    private readonly int _connections;

    private PrivateCluster(TimeProvider time, int connections) => (_time, _connections) = (time, connections);

    /// <summary>Whether the programs of PostgreSQL are installed here.</summary>
    public static bool IsInstalled => Installed is not null;

    /// <summary>For Npgsql: the database <c>postgres</c>, as its owner.</summary>
    public string ConnectionString => $"Host={_folder.FullName};Username={User};Database=postgres";

    /// <summary>The socket that the server listens on.</summary>
    public string Socket => Path.Combine(_folder.FullName, ".s.PGSQL.5432");

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="time">The clock of waits.</param>
    /// <param name="connections">How many it takes.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PrivateCluster> CreateAsync(TimeProvider time, int connections = 100)
    {
        if (!IsInstalled)
            throw new InvalidOperationException("PostgreSQL is not installed.");
        var cluster = new PrivateCluster(time, connections);
        try
        {
            // The server refuses to run as root; Debian's account for it is postgres.
            if (IsRoot)
                await Programs.RunAsync("chown", "postgres", cluster._folder.FullName);
            cluster._keeper = cluster.StartKeeper();
            // A collation unlike C, so that a query that forgets to ask for C is found out.
            await RunAsync(
                "initdb", "-D", cluster.Data, "-U", User, "-A", "trust", "-E", "UTF8",
                "--locale=C", "--locale-provider=icu", "--icu-locale=en");
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server and waits until it takes connections, recovery included.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(
                    "pg_ctl", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_folder.FullName, "log"),
                    "-o", $"-k {_folder.FullName} -c listen_addresses='' -c max_connections={_connections}", "start");
                return;
            }
            catch (InvalidOperationException) when (attempt < StartAttempts)
            {
                // While a child of a killed server has not noticed yet, the new one refuses its memory.
                await Task.Delay(Pause, _time);
            }
        }
    }

    /// <summary>Stops every process of the server where it stands, as a machine does that hangs.</summary>
    public async Task<Paused> PauseAsync() => await Paused.StopAsync(await ProcessesAsync());

    /// <summary>Kills every process of the server, as a crash does.</summary>
    public async Task KillAsync() => await Paused.KillAsync(await ProcessesAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is null)
        {
            _folder.Delete(recursive: true);
            return;
        }
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    // Takes the server and its folder away when its input ends, so also when somebody kills us.
    private Process StartKeeper()
    {
        const string script = "cat >/dev/null; \"$1/pg_ctl\" -D \"$2/data\" -m immediate -w stop >/dev/null 2>&1; rm -rf \"$2\"";
        string[] keeper = ["-c", script, "keeper", Installed!, _folder.FullName];
        var (program, arguments) = IsRoot ? ("runuser", (string[])["-u", "postgres", "--", "sh", .. keeper]) : ("sh", keeper);
        return Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    /// <summary>The id of its main process, the parent of all others.</summary>
    public async Task<int> MainProcessAsync() => Id((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0].Trim());

    private async Task<int[]> ProcessesAsync()
    {
        var main = await MainProcessAsync();
        var children = await Programs.RunAsync("pgrep", "-P", main.ToString(CultureInfo.InvariantCulture));
        return [main, .. children.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Id)];
    }

    private static int Id(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Installed!, program);
        return IsRoot
            ? Programs.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Programs.RunAsync(path, arguments);
    }

    private static string? FindPrograms()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        // Debian keeps one folder per version, outside of the path.
        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            folders = folders.Concat(Directory.GetDirectories(debian)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin")));
        }
        return folders.FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
