using Consult.Grains.LocalHost.Tests.Conformance;
using Consult.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Consult.Grains.LocalHost.Tests.Local;

/// <summary>The local host with a virtual clock.</summary>
internal sealed class LocalFixture : IGrainHostFixture
{
    private readonly ServiceProvider _services;
    private readonly IDisposable? _scheduler;

    public LocalFixture(TaskScheduler? scheduler = null)
    {
        _scheduler = scheduler as IDisposable;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddKeyedSingleton<ILocalGrainStorage>("shelf", Storage);
        services.AddScoped<Scoped>();
        services.AddLocalGrainHost(options =>
        {
            options.Assemblies.Add(typeof(LocalFixture).Assembly);
            options.MailboxLimit = MailboxLimit;
            options.CallTimeout = CallTimeout;
            options.IdleLimit = IdleLimit;
            options.Scheduler = scheduler ?? TaskScheduler.Default;
        });
        _services = services.BuildServiceProvider(validateScopes: true);
        Host = _services.GetRequiredService<LocalGrainHost>();
    }

    public VirtualClock Clock { get; } = new();

    public InMemoryStorage Storage { get; } = new();

    public LocalGrainHost Host { get; }

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public TimeSpan CallTimeout => TimeSpan.FromSeconds(30);

    public TimeSpan IdleLimit => TimeSpan.FromMinutes(10);

    public int MailboxLimit => 250;

    // It runs as soon as it is there.
    public Task StartAsync() => Task.CompletedTask;

    public Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return Task.CompletedTask;
    }

    public Task StopAsync() => Host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _scheduler?.Dispose();
    }
}

/// <summary>A scoped service: one per activation, disposed with it.</summary>
public sealed class Scoped : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
