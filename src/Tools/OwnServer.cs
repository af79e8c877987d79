using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Consult.Harness;

namespace Consult.Tools;

/// <summary>Where a server of one's own keeps its record.</summary>
/// <param name="Arguments">What tells the server.</param>
public sealed record RecordPlace(IReadOnlyList<string> Arguments)
{
    /// <summary>In SQLite in a folder, with its master key beside it.</summary>
    public static RecordPlace Folder(string folder) => new(["--data", folder]);

    /// <summary>In a PostgreSQL database.</summary>
    public static RecordPlace Postgres(string connectionString, string masterKeyFile) =>
        new(["--postgres", connectionString, "--MasterKeyFile", masterKeyFile]);
}

/// <summary>A server of one's own: a child process on a free loopback port, killed when disposed.</summary>
public sealed class OwnServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    // Whatever the time of day, quick consultations are taken.
    private static readonly string[] AlwaysOpen = ["--Departments:QuietHours:From", "00:00", "--Departments:QuietHours:To", "00:00"];

    private readonly Process _process;

    private OwnServer(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The id of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="dll">Path of <c>Consult.Api.dll</c>.</param>
    /// <param name="record">Where its record is.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in 60 seconds.</exception>
    public static Task<OwnServer> StartAsync(
        string dll, RecordPlace record, int port, TimeProvider time, CancellationToken cancellationToken) =>
        StartProgramAsync("dotnet", [dll, .. record.Arguments, .. AlwaysOpen], port, time, cancellationToken);

    /// <summary>Starts any server that takes <c>--urls</c> and answers at <c>health/ready</c>.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in 60 seconds.</exception>
    public static async Task<OwnServer> StartProgramAsync(
        string program, IEnumerable<string> arguments, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort() : port).ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo(program, [.. arguments, "--urls", address.ToString()])
        {
            // What it prints is not ours to show, but somebody has to read it, or it would stop when the pipe is full.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new OwnServer(process, address);
        try
        {
            await server.WhenReadyAsync(time, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the verb <c>verify</c> on a record that no server has open.</summary>
    /// <returns>Whether it is intact, and the last line that it said.</returns>
    public static async Task<(bool IsIntact, string Says)> VerifyAsync(string dll, RecordPlace record)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [dll, "verify", .. record.Arguments]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Stops it where it stands until the result is disposed.</summary>
    public Task<Paused> PauseAsync() => Paused.StopAsync(_process.Id);

    /// <summary>Kills it as <c>kill -9</c> does and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WhenReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StartLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (!await Health.IsReadyAsync(Address, either.Token))
            {
                if (_process.HasExited)
                    throw new InvalidOperationException($"The server ended with code {_process.ExitCode}.");
                await Task.Delay(Pause, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException("The server was not ready in time.");
        }
    }
}

/// <summary>Asks a server whether it is ready.</summary>
internal static class Health
{
    public static async Task<bool> IsReadyAsync(Uri server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server };
        try
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
