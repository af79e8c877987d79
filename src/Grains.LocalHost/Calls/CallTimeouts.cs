namespace Consult.Grains.LocalHost;

/// <summary>
/// The calls that have the same time to be answered, oldest first. One timer serves them all: it is set for the
/// oldest call it knew of and set again when it fires, so a call that is answered in time costs two links.
/// </summary>
internal sealed class CallTimeouts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _allowed;
    private readonly long _allowedTicks;
    private readonly ITimer _timer;
    private Call? _oldest;
    private Call? _newest;
    private bool _armed;

    public CallTimeouts(TimeSpan allowed, TimeProvider time)
    {
        _allowed = allowed;
        _time = time;
        _allowedTicks = (long)(allowed.TotalSeconds * time.TimestampFrequency);
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(
                static self => ((CallTimeouts)self!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Call call)
    {
        lock (_gate)
        {
            call.Deadline = _time.GetTimestamp() + _allowedTicks;
            call.IsListed = true;
            call.Earlier = _newest;
            if (_newest is null)
                _oldest = call;
            else
                _newest.Later = call;
            _newest = call;
            if (!_armed)
                Arm(_allowed);
        }
    }

    public void Remove(Call call)
    {
        lock (_gate)
            Unlink(call);
    }

    public void Dispose() => _timer.Dispose();

    private void Expire()
    {
        foreach (var call in TakeOverdue())
            call.TimeOut(_allowed);
    }

    private List<Call> TakeOverdue()
    {
        List<Call> overdue = [];
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            while (_oldest is { } call && call.Deadline <= now)
            {
                Unlink(call);
                overdue.Add(call);
            }
            _armed = false;
            if (_oldest is not null)
                Arm(_time.GetElapsedTime(now, _oldest.Deadline));
        }
        return overdue;
    }

    // A real timer may fire a little before the time it was set for, and would then be set for less than its
    // resolution again and again.
    private void Arm(TimeSpan due)
    {
        _armed = true;
        _timer.Change(due < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : due, Timeout.InfiniteTimeSpan);
    }

    private void Unlink(Call call)
    {
        if (!call.IsListed)
            return;
        call.IsListed = false;
        if (call.Earlier is null)
            _oldest = call.Later;
        else
            call.Earlier.Later = call.Later;
        if (call.Later is null)
            _newest = call.Earlier;
        else
            call.Later.Earlier = call.Earlier;
        call.Earlier = call.Later = null;
    }
}
