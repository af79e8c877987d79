using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>A grain, wherever its activation is in its life.</summary>
internal sealed class GrainTarget(GrainId id, GrainRuntime runtime, CallDesk desk) : CallTarget(id, desk)
{
    public override void Take(Request request) => runtime.Send(Id, request);
}
