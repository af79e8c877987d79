using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>All grains of the host, and what they share.</summary>
internal sealed class GrainRuntime
{
    private readonly ConcurrentDictionary<GrainId, GrainCell> _cells = [];
    private volatile bool _isStopping;
    private volatile bool _isStopped;

    public GrainRuntime(IServiceProvider services, LocalGrainHostOptions options, TimeProvider time, ILogger log)
    {
        Services = services;
        Options = options;
        Time = time;
        Log = log;
        Desk = new CallDesk(options, time, log);
        Catalog = new GrainCatalog(options.Assemblies);
        Factory = new GrainFactory(this);
    }

    public IServiceProvider Services { get; }

    public LocalGrainHostOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public CallDesk Desk { get; }

    public GrainCatalog Catalog { get; }

    public IGrainFactory Factory { get; }

    /// <summary>The places of grains that have been idle for too long.</summary>
    public IEnumerable<GrainCell> Stale() => Sorted(_cells.Select(entry => entry.Value).Where(cell => cell.IsStale()));

    public void Send(GrainId id, Request request)
    {
        if (_isStopped || (_isStopping && !TurnScheduler.IsInTurn))
        {
            request.Refuse(Unavailable());
            return;
        }
        while (true)
        {
            var cell = _cells.GetOrAdd(id, static (id, runtime) => new GrainCell(id, runtime), this);
            if (cell.TryTake(request))
                return;
        }
    }

    /// <summary>Forgets a place that was given up. It must already refuse to take requests.</summary>
    public void Remove(GrainCell cell) => _cells.TryRemove(KeyValuePair.Create(cell.Id, cell));

    public async Task StopAsync(CancellationToken cancellation)
    {
        _isStopping = true;
        using var patience = new CancellationTokenSource(Options.DrainTimeout, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await Desk.WhenQuiet().WaitAsync(both.Token);
            await DeactivateAllAsync(both.Token);
            Log.Stopped();
        }
        catch (OperationCanceledException)
        {
            Log.StoppedEarly(Desk.UnderWay, _cells.Count);
        }
        _isStopped = true;
        foreach (var cell in Sorted(_cells.Values))
            cell.RefuseWaiting(Unavailable());
    }

    // A grain that deactivates may call another one and so bring it back.
    private async Task DeactivateAllAsync(CancellationToken cancellation)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping.");
        while (!_cells.IsEmpty)
        {
            var cells = Sorted(_cells.Values);
            foreach (var cell in cells)
                cell.Close(new Departure(reason, cancellation));
            await Task.WhenAll(cells.Select(cell => cell.Retired)).WaitAsync(cancellation);
        }
    }

    // The order of a dictionary depends on the machine: a simulation could not be replayed.
    private static GrainCell[] Sorted(IEnumerable<GrainCell> cells) =>
        [.. cells.OrderBy(cell => cell.Id.ToString(), StringComparer.Ordinal)];

    private static SiloUnavailableException Unavailable() => new("The grain host is stopping.");
}
