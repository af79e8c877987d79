using Orleans;

namespace Consult.Grains.LocalHost;

/// <summary>Ends the activations that have been idle for too long.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly GrainRuntime _runtime;
    private readonly ITimer _timer;

    public IdleCollector(GrainRuntime runtime)
    {
        _runtime = runtime;
        var period = runtime.Options.IdleCheckPeriod;
        _timer = runtime.Time.CreateTimer(static self => ((IdleCollector)self!).Collect(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain was idle.");
        foreach (var cell in _runtime.Stale())
            cell.Leave(new Departure(reason, CancellationToken.None));
    }
}
