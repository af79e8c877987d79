using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Consult.Grains.LocalHost;

/// <summary>
/// Runs grains in this process. It is not Microsoft Orleans: it runs source that is written for Orleans, without
/// cluster, directory, remoting or serialization. What crosses a grain boundary is passed by reference and must be
/// immutable.
/// </summary>
public sealed class LocalGrainHost : IHostedService, IDisposable
{
    private readonly GrainRuntime _runtime;
    private readonly IdleCollector _collector;

    /// <summary>Makes a host; grains can be called at once.</summary>
    /// <exception cref="InvalidOperationException">Two grain classes claim the same kind.</exception>
    public LocalGrainHost(
        IServiceProvider services,
        IOptions<LocalGrainHostOptions> options,
        TimeProvider time,
        ILogger<LocalGrainHost> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _runtime = new GrainRuntime(services, options.Value, time, log);
        _collector = new IdleCollector(_runtime);
    }

    /// <summary>Gives references to grains.</summary>
    public IGrainFactory GrainFactory => _runtime.Factory;

    /// <summary>Nothing is left to do: grains are activated by their first call.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _runtime.Log.Started(_runtime.Catalog.Count);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Refuses new calls from outside, waits for those under way, then ends all activations. After the drain timeout
    /// it gives up on the rest.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => _runtime.StopAsync(cancellationToken);

    /// <summary>Stops the timers of the host.</summary>
    public void Dispose()
    {
        _collector.Dispose();
        _runtime.Desk.Dispose();
    }
}
