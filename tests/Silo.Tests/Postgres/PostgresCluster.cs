using System.Diagnostics;
using System.Globalization;

namespace Consult.Silo.Tests.Postgres;

/// <summary>
/// A PostgreSQL of our own in a folder, made from the installed programs when it is first needed, reached through a
/// socket in that folder alone. The variable <c>CONSULT_TEST_POSTGRES</c> names another server by connection string;
/// tests that stop and kill the server use their own all the same.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string User = "consult";

    private static readonly string? Given = Environment.GetEnvironmentVariable("CONSULT_TEST_POSTGRES") is { Length: > 0 } given ? given : null;
    private static readonly string? Programs = FindPrograms();
    private static readonly bool IsRoot = Environment.UserName == "root";

    private DirectoryInfo? _folder;
    private Process? _keeper;

    /// <summary>Why tests cannot run, null when they can; under CI they run and fail.</summary>
    internal static string? Missing => Programs is null && Given is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "PostgreSQL is not installed, and CONSULT_TEST_POSTGRES names no server."
        : null;

    /// <summary>The socket that the server listens on.</summary>
    public string Socket => Path.Combine(_folder!.FullName, ".s.PGSQL.5432");

    private string Data => Path.Combine(_folder!.FullName, "data");

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Where a server is: the given one, else our own.</summary>
    public Task<string> AddressAsync() => Given is null ? OwnAddressAsync() : Task.FromResult(Given);

    /// <summary>Where our own server is; starts it when it does not run yet.</summary>
    public async Task<string> OwnAddressAsync()
    {
        // The tests of the group run one after the other, so nobody else is making it.
        if (_folder is null) await MakeAsync();
        return $"Host={_folder!.FullName};Username={User};Database=postgres";
    }

    public Task StartAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_folder!.FullName, "log"),
        "-o", $"-k {_folder.FullName} -c listen_addresses='' -c max_connections=100", "start");

    /// <summary>Stops every process of the server where it stands, as a machine does that hangs.</summary>
    public async Task<IAsyncDisposable> PauseAsync()
    {
        var processes = await ProcessesAsync();
        await SignalAsync("-STOP", processes);
        return new Paused(processes);
    }

    /// <summary>Kills every process of the server, as a crash does.</summary>
    public async Task KillAsync() => await SignalAsync("-KILL", await ProcessesAsync());

    public async Task DisposeAsync()
    {
        if (_keeper is null) return;
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private async Task MakeAsync()
    {
        if (Programs is null) throw new InvalidOperationException("PostgreSQL is not installed.");
        _folder = Directory.CreateTempSubdirectory("consult-pg-");
        // The server refuses to run as root; Debian's account for it is postgres.
        if (IsRoot) await ExecuteAsync("chown", "postgres", _folder.FullName);
        _keeper = StartKeeper();
        // A collation unlike C, so that a query that forgets to ask for C is found out.
        await RunAsync("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en");
        await StartAsync();
    }

    // Takes the server and its folder away when its input ends, so also when somebody kills the tests.
    private Process StartKeeper()
    {
        const string script = "cat >/dev/null; \"$1/pg_ctl\" -D \"$2/data\" -m immediate -w stop >/dev/null 2>&1; rm -rf \"$2\"";
        string[] keeper = ["sh", "-c", script, "keeper", Programs!, _folder!.FullName];
        var (program, arguments) = IsRoot ? ("runuser", (string[])["-u", "postgres", "--", .. keeper]) : ("sh", keeper[1..]);
        return Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    private async Task<string[]> ProcessesAsync()
    {
        var main = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0].Trim();
        return [main, .. (await ExecuteAsync("pgrep", "-P", main)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Task<string> SignalAsync(string signal, string[] processes) => ExecuteAsync("kill", [signal, .. processes]);

    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
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
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
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
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private sealed class Paused(string[] processes) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await SignalAsync("-CONT", processes);
    }
}

/// <summary>Tests that share one server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTestGroup : ICollectionFixture<PostgresCluster>
{
    public const string Name = "postgres";
}
