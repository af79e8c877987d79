using Consult.Testing;

namespace Consult.Silo.Tests.Feeds;

/// <summary>A virtual clock that tells when a timer of a certain length is set, so that a test knows who waits.</summary>
internal sealed class TimerProbe(VirtualClock clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> _waiters = [];
    private readonly List<(TimeSpan Period, Action Fire)> _periodic = [];

    /// <summary>Ends when the next timer of that length is set.</summary>
    public Task WhenSet(TimeSpan due)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _waiters.Add((due, set));
        return set.Task.Limited();
    }

    /// <summary>Lets every timer of that period fire while time stands still, so that nothing else ends meanwhile.</summary>
    public void Fire(TimeSpan period)
    {
        List<Action> due;
        lock (_gate) due = [.. _periodic.Where(timer => timer.Period == period).Select(timer => timer.Fire)];
        foreach (var fire in due) fire();
    }

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            foreach (var waiter in _waiters.Where(waiter => waiter.Due == dueTime)) waiter.Set.TrySetResult();
            _waiters.RemoveAll(waiter => waiter.Set.Task.IsCompleted);
            _periodic.Add((period, () => callback(state)));
        }
        return timer;
    }
}
