using Orleans;
using Orleans.Concurrency;

namespace Consult.Grains.LocalHost.Tests.Conformance;

public interface IWorkerMethods : IGrainWithStringKey
{
    /// <summary>Notes its begin and end; waits at the gate in between.</summary>
    Task<string> Pass(string gate);

    [AlwaysInterleave]
    Task<string> PassBeside(string gate);

    [ReadOnly]
    Task<string> PassReading(string gate);

    [ResponseTimeout("00:00:05")]
    Task<string> PassQuickly(string gate);

    [OneWay]
    Task PassUnheard(string gate);

    /// <summary>Waits at the gate, or until cancelled.</summary>
    Task PassCancellable(string gate, CancellationToken cancellation);

    Task Note(string note);

    /// <summary>Counts up with a yield between reading and writing.</summary>
    Task<int> CountUp();

    /// <summary>Leaves the scheduler and comes back.</summary>
    Task<bool> ComesBack();

    Task CallSelf();

    Task<string> AskOther(string other, string gate);

    Task<string> PassThenAsk(string gate, string other, string otherGate);

    Task ThrowBefore(string message);

    Task ThrowAfterYield(string message);

    Task DeactivateSoon();

    Task Delay(TimeSpan time);

    [OneWay]
    Task ThrowUnheard();
}

public interface IWorker : IWorkerMethods;

public interface IReentrantWorker : IWorkerMethods;

[GenerateSerializer]
public sealed class OddException(string message) : Exception(message);

public sealed class WorkerGrain : WorkerBase, IWorker;

[Reentrant]
public sealed class ReentrantWorkerGrain : WorkerBase, IReentrantWorker
{
    protected override IWorkerMethods Self => this.AsReference<IReentrantWorker>();
}

public abstract class WorkerBase : Grain, IWorkerMethods
{
    private int _count;

    protected virtual IWorkerMethods Self => this.AsReference<IWorker>();

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Stage.Note("activate");
        if (Stage.FailsToActivate)
            throw new OddException("cannot");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Stage.Note($"deactivate {reason.ReasonCode}");
    }

    public async Task<string> Pass(string gate)
    {
        Stage.Note($"begin {gate}");
        await Stage.Gate(gate).PassAsync();
        Stage.Note($"end {gate}");
        return gate;
    }

    public Task<string> PassBeside(string gate) => Pass(gate);

    public Task<string> PassReading(string gate) => Pass(gate);

    public Task<string> PassQuickly(string gate) => Pass(gate);

    public Task PassUnheard(string gate) => Pass(gate);

    public async Task PassCancellable(string gate, CancellationToken cancellation)
    {
        try
        {
            await Stage.Gate(gate).PassAsync().WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Stage.Note("cancelled");
            throw;
        }
    }

    public Task Note(string note)
    {
        Stage.Note(note);
        return Task.CompletedTask;
    }

    public async Task<int> CountUp()
    {
        var count = ++_count;
        await Task.Yield();
        if (Self is IWorker)
            count.ShouldBe(_count);
        return count;
    }

    public async Task<bool> ComesBack()
    {
        var own = TaskScheduler.Current;
        await Task.Run(() => { });
        await Task.Yield();
        return own != TaskScheduler.Default && own == TaskScheduler.Current;
    }

    public Task CallSelf()
    {
        Stage.Gate("self").PassAsync();
        return Self.Note("self");
    }

    public async Task<string> AskOther(string other, string gate) =>
        await GrainFactory.GetGrain<IWorker>(other).Pass(gate);

    public async Task<string> PassThenAsk(string gate, string other, string otherGate)
    {
        await Stage.Gate(gate).PassAsync();
        return await AskOther(other, otherGate);
    }

    public Task ThrowBefore(string message) => throw new OddException(message);

    public async Task ThrowAfterYield(string message)
    {
        await Task.Yield();
        throw new OddException(message);
    }

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task ThrowUnheard() => throw new OddException("unheard");
}
