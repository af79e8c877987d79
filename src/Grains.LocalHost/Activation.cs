using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

internal sealed class Activation : IGrainContext
{
    [ThreadStatic]
    private static Activation? _beingMade;

    internal static Activation? BeingMade { get => _beingMade; set => _beingMade = value; }

    public GrainId GrainId => throw new NotImplementedException();
    public GrainReference GrainReference => throw new NotImplementedException();
    public object? GrainInstance => throw new NotImplementedException();
    public IServiceProvider ActivationServices => throw new NotImplementedException();
    internal IGrainFactory GrainFactory => throw new NotImplementedException();
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => throw new NotImplementedException();
    internal void DelayDeactivation(TimeSpan time) => throw new NotImplementedException();
    internal GrainTimer StartTimer(Func<CancellationToken, Task> tick, GrainTimerCreationOptions options) => throw new NotImplementedException();
}
internal abstract class CallTarget { internal abstract GrainId Id { get; } }
internal static class ProxyFactory { internal static object Create(Type type, CallTarget target) => throw new NotImplementedException(); }
internal abstract class GrainTimer : IGrainTimer
{
    public void Change(TimeSpan dueTime, TimeSpan period) => throw new NotImplementedException();
    public void Dispose() => throw new NotImplementedException();
}
