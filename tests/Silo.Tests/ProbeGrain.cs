using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Consult.Feeds;
using Orleans;
using Orleans.Concurrency;

namespace Consult.Silo.Tests;

/// <summary>What the probe grains of one host did, and what they shall do.</summary>
public sealed class Probe
{
    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, Func<Task>> _behaviour = [];

    /// <summary>Lets one grain do something else than to return.</summary>
    public void When(string key, Func<Task> behaviour) => _behaviour[key] = behaviour;

    /// <summary>The key of the grain that was woken next.</summary>
    public Task<string> NextAsync() => _woken.Reader.ReadAsync().AsTask();

    internal Task WakeAsync(string key)
    {
        _woken.Writer.TryWrite(key);
        return _behaviour.TryGetValue(key, out var behaviour) ? behaviour() : Task.CompletedTask;
    }
}

/// <summary>An actor that only knows how to be woken.</summary>
[GrainType(FeedKinds.Consultation), Reentrant]
public sealed class ProbeGrain(Probe probe) : Grain, IFeedGrain
{
    public Task Wake() => probe.WakeAsync(this.GetPrimaryKeyString());

    public Task<Answer> Execute(Request request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<Answer>> ExecuteAll(ImmutableArray<Request> requests) => throw new NotSupportedException();

    public Task<WatchAnswer> Watch(string relay, IFeedObserver observer, long after) => throw new NotSupportedException();

    public Task Unwatch(string relay) => throw new NotSupportedException();

    public Task Signal(Signal signal) => throw new NotSupportedException();
}
