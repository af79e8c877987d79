namespace Consult.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the thread that calls <see cref="Advance"/>,
/// in the order of their due times; those due at the same moment, in the order in which they were set.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _now;
    private long _order;
    private int _armed;

    /// <summary>A clock that shows the given moment, by default the first of January 2030 (UTC).</summary>
    public VirtualClock(DateTimeOffset? start = null) =>
        _now = start ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are waiting to fire.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
                return _armed;
        }
    }

    /// <summary>The moment at which the next timer fires, null when none is armed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return PeekLive()?.Due;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due on the way, each timer at its own moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative: this clock does not go back.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = GetUtcNow() + time;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = Later(_now, end);
    }

    /// <summary>Ends as soon as at least so many timers are armed.</summary>
    public Task WhenArmed(int count = 1)
    {
        lock (_gate)
        {
            if (_armed >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private VirtualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            if (PeekLive() is not { } timer || timer.Due > end)
                return null;
            _timers.Dequeue();
            _now = Later(_now, timer.Due!.Value);
            Disarm(timer);
            if (timer.Period > TimeSpan.Zero)
                Arm(timer, _now + timer.Period);
            return timer;
        }
    }

    // Entries of timers that were changed or disposed stay in the queue until they come up; their order tells them.
    private VirtualTimer? PeekLive()
    {
        while (_timers.TryPeek(out var timer, out var key))
        {
            if (timer.Due is not null && timer.Order == key.Order)
                return timer;
            _timers.Dequeue();
        }
        return null;
    }

    private void Arm(VirtualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _timers.Enqueue(timer, (due, timer.Order));
        _armed++;
        foreach (var waiter in _waiters.Where(waiter => _armed >= waiter.Count))
            waiter.Reached.TrySetResult();
        _waiters.RemoveAll(waiter => waiter.Reached.Task.IsCompleted);
    }

    private void Disarm(VirtualTimer timer)
    {
        if (timer.Due is null)
            return;
        timer.Due = null;
        _armed--;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        // These three are guarded by the clock's gate.
        public DateTimeOffset? Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_disposed)
                    return false;
                clock.Disarm(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock.Arm(this, clock._now + dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock.Disarm(this);
                _disposed = true;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
