using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>A call that nobody waits for; its failure is logged.</summary>
internal sealed class OneWayCall<TArguments>(
    GrainMethod<TArguments> method, TArguments arguments, GrainId target, CallDesk desk) : Request
{
    public override bool Interleaves => method.AlwaysInterleaves;

    public override bool OnlyReads => method.OnlyReads;

    public override bool IsAbandoned => false;

    public override void Finish(Task ended)
    {
        if (!ended.IsCompletedSuccessfully)
            desk.Log.OneWayCallFailed(method.Name, target, Failures.Of(ended));
        desk.CallEnded();
    }

    public override void Refuse(Exception reason)
    {
        desk.Log.OneWayCallFailed(method.Name, target, reason);
        desk.CallEnded();
    }

    protected override Task Begin(object target) => method.Invoke(target, arguments);
}
