using Consult.Feeds;
using Consult.Grains.LocalHost;
using Orleans.Runtime;

namespace Consult.Silo.Tests.Feeds;

/// <summary>The real storage of grain state, watched: which snapshots were saved, and what a load is given.</summary>
internal sealed class SnapshotShelf(ILocalGrainStorage inner) : ILocalGrainStorage
{
    private readonly Lock _gate = new();
    private readonly List<Position> _saved = [];
    private readonly List<(Position At, TaskCompletionSource Saved)> _waiters = [];

    /// <summary>Changes what the next loads are given.</summary>
    public Action<FeedSnapshot> Spoil { get; set; } = _ => { };

    /// <summary>The positions of the snapshots that were saved.</summary>
    public IReadOnlyList<Position> Saved
    {
        get
        {
            lock (_gate) return [.. _saved];
        }
    }

    /// <summary>Ends when a snapshot of that position is saved, be it in the past.</summary>
    public Task WhenSaved(Position at)
    {
        lock (_gate)
        {
            if (_saved.Contains(at)) return Task.CompletedTask;
            var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((at, saved));
            return saved.Task.Limited();
        }
    }

    /// <inheritdoc/>
    public async Task<StoredState<TState>?> ReadAsync<TState>(
        string stateName, GrainId grainId, CancellationToken cancellationToken)
    {
        var stored = await inner.ReadAsync<TState>(stateName, grainId, cancellationToken);
        if (stored is { State: FeedSnapshot snapshot }) Spoil(snapshot);
        return stored;
    }

    /// <inheritdoc/>
    public async Task<string> WriteAsync<TState>(
        string stateName, GrainId grainId, TState state, string? etag, CancellationToken cancellationToken)
    {
        var position = ((FeedSnapshot)(object)state!).Position;
        var written = await inner.WriteAsync(stateName, grainId, state, etag, cancellationToken);
        lock (_gate)
        {
            _saved.Add(position);
            foreach (var (_, saved) in _waiters.Where(waiter => waiter.At == position)) saved.TrySetResult();
        }
        return written;
    }

    /// <inheritdoc/>
    public Task ClearAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken) =>
        inner.ClearAsync(stateName, grainId, etag, cancellationToken);
}
