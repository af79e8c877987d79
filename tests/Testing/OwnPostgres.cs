using System.Diagnostics;
using System.Globalization;

namespace Consult.Testing;

/// <summary>
/// A PostgreSQL of our own in a temporary folder, made from the installed programs, reached through a socket in that
/// folder alone, as durable as PostgreSQL is by default.
/// </summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private const string User = "consult";

    private static readonly string? Programs = FindPrograms();
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly DirectoryInfo _folder;
    private readonly int _connections;

    private OwnPostgres(DirectoryInfo folder, int connections) => (_folder, _connections) = (folder, connections);

    /// <summary>Whether the programs are installed.</summary>
    public static bool IsInstalled => Programs is not null;

    /// <summary>The socket that the server listens on.</summary>
    public string Socket => Path.Combine(_folder.FullName, ".s.PGSQL.5432");

    /// <summary>Connection string of its first database.</summary>
    public string Address => $"Host={_folder.FullName};Username={User};Database=postgres";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Makes and starts one.</summary>
    /// <param name="connections">The most connections it takes.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or does not start.</exception>
    public static async Task<OwnPostgres> MakeAsync(int connections)
    {
        var server = new OwnPostgres(Directory.CreateTempSubdirectory("consult-pg-"), connections);
        // The server refuses to run as root; Debian's account for it is postgres.
        if (IsRoot) await ExecuteAsync("chown", "postgres", server._folder.FullName);
        // A collation unlike C, so that a query that forgets to ask for C is found out.
        await RunAsync(
            "initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--locale-provider=icu",
            "--icu-locale=en");
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again after it was killed.</summary>
    public Task StartAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_folder.FullName, "log"), "-o",
        string.Create(
            CultureInfo.InvariantCulture, $"-k {_folder.FullName} -c listen_addresses='' -c max_connections={_connections}"),
        "start");

    /// <summary>Stops every process of the server where it stands, as a machine does that hangs.</summary>
    public async Task<IAsyncDisposable> PauseAsync()
    {
        var processes = await ProcessesAsync();
        await SignalAsync("-STOP", processes);
        return new Paused(processes);
    }

    /// <summary>Kills every process of the server, as a crash does.</summary>
    public async Task KillAsync() => await SignalAsync("-KILL", await ProcessesAsync());

    /// <summary>The id of its first process, the parent of all others.</summary>
    public async Task<int> MainProcessAsync() => int.Parse(
        (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0].Trim(), CultureInfo.InvariantCulture);

    /// <summary>Stops it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _folder.Delete(recursive: true);
    }

    private async Task<string[]> ProcessesAsync()
    {
        var main = (await MainProcessAsync()).ToString(CultureInfo.InvariantCulture);
        return [main, .. (await ExecuteAsync("pgrep", "-P", main)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Task<string> SignalAsync(string signal, string[] processes) => ExecuteAsync("kill", [signal, .. processes]);

    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed."), program);
        return IsRoot ? ExecuteAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : ExecuteAsync(path, arguments);
    }

    private static async Task<string> ExecuteAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    private static string? FindPrograms()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        // Debian keeps one folder per version, outside of the path.
        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            folders = folders.Concat(Directory.GetDirectories(debian)
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin")));
        }
        return folders.FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private sealed class Paused(string[] processes) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await SignalAsync("-CONT", processes);
    }
}
