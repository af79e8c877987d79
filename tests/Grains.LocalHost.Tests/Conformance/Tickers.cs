using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost.Tests.Conformance;

public interface ITicker : IGrainWithStringKey
{
    /// <summary>Starts a timer that notes each tick.</summary>
    Task Start(TimeSpan due, TimeSpan period, bool keepAlive, bool fails);

    /// <summary>Starts a timer whose tick waits at a gate.</summary>
    Task StartWaiting(string gate, bool interleaves);

    /// <summary>Sets the timer anew.</summary>
    Task Change(TimeSpan due);

    Task Stop();

    Task DeactivateSoon();

    Task Note(string note);
}

public sealed class TickerGrain : Grain, ITicker
{
    private IGrainTimer? _timer;
    private int _ticks;

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public Task Start(TimeSpan due, TimeSpan period, bool keepAlive, bool fails)
    {
        var options = new GrainTimerCreationOptions(due, period) { KeepAlive = keepAlive };
        _timer = this.RegisterGrainTimer(TickAsync, fails, options);
        return Task.CompletedTask;
    }

    public Task StartWaiting(string gate, bool interleaves)
    {
        _timer = this.RegisterGrainTimer(
            async cancellation =>
            {
                Stage.Note("tick begins");
                await Stage.Gate(gate).PassAsync();
                Stage.Note(cancellation.IsCancellationRequested ? "tick cancelled" : "tick ends");
            },
            new GrainTimerCreationOptions
            {
                DueTime = TimeSpan.FromSeconds(1),
                Period = Timeout.InfiniteTimeSpan,
                Interleave = interleaves,
            });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due)
    {
        _timer!.Change(due, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Note(string note)
    {
        Stage.Note(note);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Stage.Note("deactivate");
        return Task.CompletedTask;
    }

    private async Task TickAsync(bool fails, CancellationToken cancellation)
    {
        await Task.Yield();
        Stage.Note($"tick {++_ticks}");
        if (fails)
            throw new OddException("tick");
    }
}
