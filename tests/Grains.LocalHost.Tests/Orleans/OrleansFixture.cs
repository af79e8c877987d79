using System.Net;
using System.Net.Sockets;
using Consult.Grains.LocalHost.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Consult.Grains.LocalHost.Tests.Cluster;

/// <summary>
/// One silo of Microsoft Orleans in this process, called from inside or as a client of the cluster calls, over a socket
/// and through the serializer. Orleans measures calls and idleness with stopwatches that no clock replaces, so here
/// time really passes.
/// </summary>
internal sealed class OrleansFixture(bool asClient) : IGrainHostFixture
{
    private readonly (int Silo, int Gateway) _ports = (FreePort(), FreePort());
    private IHost? _silo;
    private IHost? _client;

    public IGrainFactory Grains => (_client ?? _silo)!.Services.GetRequiredService<IGrainFactory>();

    // Orleans looks for calls whose time is up once a second: a third of this is longer.
    public TimeSpan CallTimeout => TimeSpan.FromSeconds(6);

    public TimeSpan IdleLimit => TimeSpan.FromSeconds(3);

    public int MailboxLimit => 250;

    public async Task StartAsync()
    {
        _silo = BuildSilo();
        await _silo.StartAsync();
        if (!asClient) return;
        _client = BuildClient();
        await _client.StartAsync();
    }

    public Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);

    public Task StopAsync() => _silo!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.StopAsync();
        _client?.Dispose();
        if (_silo is not null) await _silo.StopAsync();
        _silo?.Dispose();
    }

    private IHost BuildSilo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(_ports.Silo, _ports.Gateway)
            .AddMemoryGrainStorage("shelf")
            .Configure<SiloMessagingOptions>(options =>
                (options.ResponseTimeout, options.MaxEnqueuedRequestsHardLimit) = (CallTimeout, MailboxLimit))
            .Configure<GrainCollectionOptions>(options =>
                (options.CollectionAge, options.CollectionQuantum) = (IdleLimit, TimeSpan.FromSeconds(0.5))));
        return builder.Build();
    }

    private IHost BuildClient()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(_ports.Gateway)
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = CallTimeout));
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
