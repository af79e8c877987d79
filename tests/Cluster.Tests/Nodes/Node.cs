using System.Reflection;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Live;
using Consult.Cluster.Tests.Wires;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Patients;
using Consult.Payments;
using Consult.Silo;
using Consult.Silo.Hosting;
using Consult.Silo.Hosting.Local;
using Consult.Silo.Storage.Postgres;
using Consult.Silo.Tests.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests.Nodes;

/// <summary>
/// What one process of a cluster holds: a grain host, a feed store of its own on the shared database, and the API's side
/// with relay, gate and command sender. Nothing happens by itself: a test renews leases and starts the sweeper.
/// </summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly PostgresStorage _storage;
    private readonly TimerProbe _clock;
    private readonly NodeThreads _threads;
    private readonly ServiceProvider _services;
    private Sweeper? _sweeper;

    public Node(string name, PostgresStorage storage, TimerProbe clock, Router router, Assembly grains)
    {
        (Name, _storage, _clock) = (name, storage, clock);
        _threads = new(this);
        Store = new(storage.Feeds);
        _services = Compose(router.Join(this), grains);
    }

    public string Name { get; }

    public FaultyStore Store { get; }

    public CapturedLog Log { get; } = new();

    public bool IsDead => _threads.IsStopped;

    public Relay Relay => _services.GetRequiredService<Relay>();

    public IPatientGrain Patient => Grains.GetGrain<IPatientGrain>(KernelHost.Patient.Value);

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public CommandSender Commands => _services.GetRequiredService<CommandSender>();

    /// <summary>Where requests to an actor of this node go in.</summary>
    public CallTarget TargetOf(GrainId actor) => ((GrainReference)(object)Grains.GetGrain<IFeedGrain>(actor)).Target;

    /// <summary>Renews every lease of this node's relay once, as it does every ten seconds.</summary>
    public async Task RenewAsync()
    {
        for (var portion = 0; portion < Relay.Portions; portion++) await Relay.RenewAsync(portion);
    }

    /// <summary>Sweeps each second from now on.</summary>
    public async Task SweepAsync()
    {
        _sweeper = new(Store, Grains, _clock, _services.GetRequiredService<ILogger<Sweeper>>());
        var ticking = _clock.WhenSet(TimeSpan.FromSeconds(1));
        await _sweeper.StartAsync(None);
        await ticking;
    }

    /// <summary>Ends when the sweeper has ended, with everything it was doing.</summary>
    public async Task StopSweepingAsync()
    {
        if (_sweeper is not null) await _sweeper.StopAsync(None);
    }

    /// <summary>The process dies, without a word to anybody.</summary>
    public void Kill()
    {
        _threads.Stop();
        Store.Kill();
    }

    public override string ToString() => Name;

    public async ValueTask DisposeAsync()
    {
        Kill();
        // What it was doing may wait for an answer that never comes.
        if (_sweeper is not null) await _sweeper.StopAsync(new CancellationToken(canceled: true));
        await _services.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private ServiceProvider Compose(ICarrier carrier, Assembly grains)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IFeedStore>(Store).AddSingleton<IKeyRing>(_storage.Keys).AddSingleton<FeedServices>();
        services.AddKeyedSingleton<ILocalGrainStorage>("feeds", new PostgresGrainStorage(new(_storage.Database)));
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        services.AddInterviews();
        services.AddLocalGrainHost(host =>
        {
            host.Assemblies.Add(grains);
            (host.Scheduler, host.Carrier) = (_threads, carrier);
        });
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        services.AddSingleton<AccessGate>().AddSingleton<FeedReader>().AddSingleton<Relay>();
        services.AddSingleton(new CommandRate(new(), _clock)).AddSingleton<RoomInflow>().AddSingleton<CommandSender>();
        return services.BuildServiceProvider(validateScopes: true);
    }
}
