using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Consult.Tools;

/// <summary>A server of one's own: a child process on a free loopback port, killed when disposed.</summary>
public sealed class OwnServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Process _process;

    private OwnServer(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The id of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="dll">Path of <c>Consult.Api.dll</c>.</param>
    /// <param name="data">Folder of its database.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in 60 seconds.</exception>
    public static Task<OwnServer> StartAsync(
        string dll, string data, int port, TimeProvider time, CancellationToken cancellationToken) =>
        StartAsync(dll, ["--data", data], port, time, cancellationToken);

    /// <summary>Starts any server that answers at <c>/health/ready</c> and waits until it is ready.</summary>
    /// <param name="dll">Path of its assembly.</param>
    /// <param name="arguments">Its arguments besides <c>--urls</c>.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in 60 seconds.</exception>
    public static async Task<OwnServer> StartAsync(
        string dll, IReadOnlyList<string> arguments, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort() : port).ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments, "--urls", address.ToString()])
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
