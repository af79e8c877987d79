using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Consult.Grains.LocalHost;

/// <summary>Keeps count of the calls under way and of the time they have.</summary>
internal sealed class CallDesk(LocalGrainHostOptions options, TimeProvider time, ILogger log) : IDisposable
{
    private readonly CallTimeouts _timeouts = new(options.CallTimeout, time);
    private readonly ConcurrentDictionary<TimeSpan, CallTimeouts> _special = [];
    private TaskCompletionSource? _quiet;
    private int _underWay;

    public ILogger Log { get; } = log;

    public ICarrier? Carrier => options.Carrier;

    public int UnderWay => Volatile.Read(ref _underWay);

    public CallTimeouts Timeouts(GrainMethod method) => method.Timeout is { } special
        ? _special.GetOrAdd(special, static (allowed, time) => new CallTimeouts(allowed, time), time)
        : _timeouts;

    public void CallBegan() => Interlocked.Increment(ref _underWay);

    public void CallEnded()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
            Volatile.Read(ref _quiet)?.TrySetResult();
    }

    /// <summary>Ends when no call is under way. Only one may wait.</summary>
    public Task WhenQuiet()
    {
        var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _quiet, quiet);
        if (UnderWay == 0)
            quiet.TrySetResult();
        return quiet.Task;
    }

    public void Dispose()
    {
        _timeouts.Dispose();
        foreach (var special in _special.Values)
            special.Dispose();
    }
}
