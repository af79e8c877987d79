using Consult.Grains.LocalHost;

namespace Consult.Cluster.Tests.Wires;

/// <summary>
/// A request as it arrives at another process: it does not know whether somebody still waits, may arrive twice, and its
/// answer has the way back before it.
/// </summary>
internal sealed class Delivery(Request carried, Action<Task> answer) : Request
{
    public override bool Interleaves => carried.Interleaves;

    public override bool OnlyReads => carried.OnlyReads;

    public override bool IsAbandoned => false;

    public override void Finish(Task ended) => answer(ended);

    public override void Refuse(Exception reason) => answer(Task.FromException(reason));

    protected override Task Begin(object target) => carried.Start(target);
}
