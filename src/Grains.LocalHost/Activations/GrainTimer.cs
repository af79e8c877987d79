using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>A timer whose ticks are requests of its grain. The next tick is counted from the end of the last one.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly GrainRuntime _runtime;
    private readonly CancellationTokenSource _ending = new();
    private readonly Tick _tick;
    private readonly ITimer _timer;
    private TimeSpan _nextDue;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isOver;

    public GrainTimer(
        Func<CancellationToken, Task> tick,
        GrainTimerCreationOptions options,
        Activation activation,
        GrainRuntime runtime)
    {
        _activation = activation;
        _runtime = runtime;
        _tick = new Tick(this, tick, options);
        _timer = runtime.Time.CreateTimer(
            static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _period = period;
            _nextDue = dueTime;
            if (!_isTicking && !_isOver)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
        }
        _timer.Dispose();
        _ending.Cancel();
        _activation.Forget(this);
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_isTicking || _isOver)
                return;
            _isTicking = true;
            _nextDue = _period;
        }
        _activation.Take(_tick);
    }

    private void Ticked()
    {
        lock (_gate)
        {
            _isTicking = false;
            if (!_isOver)
                _timer.Change(_nextDue, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Tick(
        GrainTimer timer, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) : Request
    {
        public override bool Interleaves => options.Interleave;

        public override bool CountsAsUse => options.KeepAlive;

        public override bool IsAbandoned => timer._isOver;

        public override void Finish(Task ended)
        {
            if (!ended.IsCompletedSuccessfully && !timer._isOver)
                timer._runtime.Log.TickFailed(timer._activation.GrainId, Failures.Of(ended));
            timer.Ticked();
        }

        public override void Refuse(Exception reason) => timer.Ticked();

        protected override Task Begin(object target) => callback(timer._ending.Token);
    }
}
