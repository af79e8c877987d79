using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Consult.Testing.Server;

/// <summary>
/// The whole server in this process, on a free port of this machine and with a data folder of its own. What it logs is
/// kept. Stopped and started again on the same folder it is the same server after a restart.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly bool _ownsData;
    private readonly LogCapture _logs;
    private WebApplication? _app;

    private TestServer(string data, bool ownsData, LogCapture logs, WebApplication app)
    {
        (Data, _ownsData, _logs, _app) = (data, ownsData, logs, app);
        Url = new(app.Urls.Single());
        Http = new() { BaseAddress = Url };
    }

    /// <summary>The folder of the record.</summary>
    public string Data { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A client without a sign-in.</summary>
    public HttpClient Http { get; }

    /// <summary>Everything that was logged, also what a production server would leave out.</summary>
    public IReadOnlyCollection<LogLine> Logs => _logs.Lines;

    /// <summary>The services of the running server.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts a development server.</summary>
    /// <param name="clock">The time; the system's when null.</param>
    /// <param name="data">A folder that is kept; a fresh one that goes with the server when null.</param>
    /// <param name="adjust">What is different.</param>
    /// <param name="settings">Configuration as on the command line; an environment named there wins.</param>
    public static async Task<TestServer> StartAsync(
        TimeProvider? clock = null, string? data = null, Action<WebApplicationBuilder>? adjust = null, params string[] settings)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("consult-").FullName;
        var logs = new LogCapture();
        var app = Api.Server.Build(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--data", folder, .. Alone(), .. settings],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(logs);
                if (clock is not null) builder.Services.AddSingleton(clock);
                adjust?.Invoke(builder);
            });
        await app.StartAsync();
        return new(folder, ownsData: data is null, logs, app);
    }

    // On Orleans it is a cluster of one, with ports of its own; the local host reads none of this.
    private static string[] Alone() =>
        ["--Cluster:Alone", "true", "--Cluster:SiloPort", FreePort(), "--Cluster:GatewayPort", FreePort()];

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Stops the server, as a signal would.</summary>
    public async Task StopAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }
}
