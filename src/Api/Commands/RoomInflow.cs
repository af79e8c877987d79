using System.Collections.Concurrent;
using Consult.Feeds;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Api.Commands;

/// <summary>
/// The way of chat into busy rooms: one call to a room's actor at a time, with everything that has come meanwhile, and
/// in a busy room a rest between them, so that a room that thousands write in costs its actor and the store a few calls
/// and commits. What waits is bounded; beyond it chat is refused at the door with <see cref="Codes.Overloaded"/>, and what
/// was taken in is never dropped; the room is told so, once a second at most. Questions, moderation and the host's words
/// go their own way and are never refused for this.
/// </summary>
internal sealed class RoomInflow(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Lines that wait for a room; more mean that its actor or the store does not keep up.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>Lines of one call.</summary>
    public const int MaxBatch = 128;

    /// <summary>How often a room is told that it is overloaded.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(1);

    /// <summary>How long a room in which nobody writes is remembered.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<FeedId, RoomLine> _lines = new();

    /// <summary>Takes a line along with the next call.</summary>
    public Task<Answer> SendAsync(FeedId room, Request request, CancellationToken cancellationToken)
    {
        var waiting = new WaitingLine(request);
        while (true)
        {
            var line = LineOf(room);
            switch (line.TryAdd(waiting))
            {
                case RoomLine.Entry.Full:
                    if (line.MayTell(Telling)) _ = ActorOf(room).Signal(Signal.RoomOverloaded);
                    return Task.FromResult(Answer.Refused(Codes.Overloaded));
                case RoomLine.Entry.Gone: continue;
                case RoomLine.Entry.First:
                    _ = DrainAsync(room, line);
                    break;
            }
            return waiting.Answer.Task.WaitAsync(cancellationToken);
        }
    }

    private RoomLine LineOf(FeedId room)
    {
        if (_lines.TryGetValue(room, out var line)) return line;
        // A room begins: the moment to forget those that have ended.
        foreach (var other in _lines)
            if (other.Value.TryEnd(Memory)) _lines.TryRemove(other);
        return _lines.GetOrAdd(room, _ => new(clock));
    }

    private async Task DrainAsync(FeedId room, RoomLine line)
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
            // Of a full batch more is left behind: there is nothing to wait for.
            if (batch.Length < MaxBatch) await line.RestAsync(batch.Length);
        }
    }

    private IFeedGrain ActorOf(FeedId room) => grains.GetGrain<IFeedGrain>(GrainId.Create(room.Kind, room.Key));
}
