using System.Collections.Concurrent;
using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Api.Commands;

/// <summary>
/// The way of chat into busy rooms: one call to a room's actor at a time, with everything that has come meanwhile, so
/// that a room that thousands write in costs its actor a few calls. What waits is bounded; beyond it chat is refused at
/// the door with <see cref="Codes.Overloaded"/>, and what was taken in is never dropped; the
/// room is told so, once a second at most. Questions, moderation and the host's words go their own way and are never
/// refused for this.
/// </summary>
internal sealed class RoomInflow(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Lines that wait for a room; more mean that its actor or the store does not keep up.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>Lines of one call.</summary>
    public const int MaxBatch = 128;

    /// <summary>How often a room is told that it is overloaded.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<FeedId, Line> _lines = new();

    /// <summary>Takes a line along with the next call.</summary>
    public Task<Answer> SendAsync(FeedId room, Request request, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(request);
        while (true)
        {
            var line = _lines.GetOrAdd(room, _ => new());
            switch (line.TryAdd(waiting))
            {
                case Entry.Full:
                    if (line.MayTell(clock, Telling)) _ = ActorOf(room).Signal(Signal.RoomOverloaded);
                    return Task.FromResult(Answer.Refused(Codes.Overloaded));
                case Entry.Gone: continue;
                case Entry.First:
                    _ = DrainAsync(room, line);
                    break;
            }
            return waiting.Answer.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task DrainAsync(FeedId room, Line line)
    {
        var actor = ActorOf(room);
        while (line.Take(MaxBatch) is { IsEmpty: false } batch)
        {
            try
            {
                var answers = await actor.ExecuteAll([.. batch.Select(waiting => waiting.Request)]);
                for (var i = 0; i < batch.Length; i++) batch[i].Answer.TrySetResult(answers[i]);
            }
            catch (Exception failure)
            {
                // Each of them hears what a call of its own would have told it.
                foreach (var waiting in batch) waiting.Answer.TrySetException(failure);
            }
        }
        _lines.TryRemove(new(room, line));
    }

    private IFeedGrain ActorOf(FeedId room) => grains.GetGrain<IFeedGrain>(GrainId.Create(room.Kind, room.Key));

    private enum Entry
    {
        First,
        Behind,
        Full,
        Gone,
    }

    private sealed record Waiting(Request Request)
    {
        // Asynchronous continuations: the line goes on with its next call first.
        public TaskCompletionSource<Answer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Line
    {
        private readonly Lock _lock = new();
        private readonly Queue<Waiting> _queue = new();
        private bool _isBegun;
        private bool _isOver;
        private long? _toldAt;

        public Entry TryAdd(Waiting waiting)
        {
            lock (_lock)
            {
                if (_isOver) return Entry.Gone;
                if (_queue.Count >= MaxWaiting) return Entry.Full;
                _queue.Enqueue(waiting);
                var isFirst = !_isBegun;
                _isBegun = true;
                return isFirst ? Entry.First : Entry.Behind;
            }
        }

        public bool MayTell(TimeProvider clock, TimeSpan interval)
        {
            lock (_lock)
            {
                if (_toldAt is { } at && clock.GetElapsedTime(at) < interval) return false;
                _toldAt = clock.GetTimestamp();
                return true;
            }
        }

        /// <summary>What has come; empty, and from then on closed, when nothing has.</summary>
        public ImmutableArray<Waiting> Take(int limit)
        {
            lock (_lock)
            {
                var batch = ImmutableArray.CreateBuilder<Waiting>();
                while (batch.Count < limit && _queue.TryDequeue(out var waiting)) batch.Add(waiting);
                _isOver = batch.Count == 0;
                return batch.ToImmutable();
            }
        }
    }
}
