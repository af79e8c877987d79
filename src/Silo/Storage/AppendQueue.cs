using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Silo.Storage;

/// <summary>
/// Appends that wait for the writer: a line per feed, and the feeds that have work take turns. Bounded per feed and
/// in all; what is being written counts until its fate is known.
/// </summary>
internal sealed class AppendQueue(GroupCommitLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FeedId, Line> _lines = [];
    private readonly Queue<Line> _turns = new();
    private TaskCompletionSource<bool>? _waiting;
    private int _count;
    private long _bytes;
    private bool _closed;

    /// <summary>
    /// Whether the door is open. It closes an eighth before the queue is full: whoever passed the door finds room,
    /// also when an actor appends more than once in a turn.
    /// </summary>
    public bool HasRoom(FeedId feed)
    {
        lock (_gate)
        {
            return !_closed
                && _count < limits.InFlight - (limits.InFlight / 8)
                && _bytes < limits.InFlightBytes - (limits.InFlightBytes / 8)
                && (!_lines.TryGetValue(feed, out var line)
                    || line.InFlight < limits.InFlightPerFeed - (limits.InFlightPerFeed / 8));
        }
    }

    /// <summary>Takes an append, unless the queue is full or closed.</summary>
    public bool TryAdd(PendingAppend pending)
    {
        lock (_gate)
        {
            if (_closed || _count >= limits.InFlight || _bytes + pending.Size > limits.InFlightBytes) return false;
            var feed = pending.Append.Feed;
            if (!_lines.TryGetValue(feed, out var line)) _lines.Add(feed, line = new());
            if (line.InFlight >= limits.InFlightPerFeed) return false;
            line.InFlight++;
            _count++;
            _bytes += pending.Size;
            if (line.Waiting.Count == 0) _turns.Enqueue(line);
            line.Waiting.Enqueue(pending);
            Wake(true);
            return true;
        }
    }

    /// <summary>Waits for work.</summary>
    /// <returns>False when there is none and never will be.</returns>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            if (_turns.Count > 0) return new(true);
            if (_closed) return new(false);
            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_waiting.Task);
        }
    }

    /// <summary>The next batch: some of each feed in turn, a feed's appends in their order.</summary>
    public ImmutableArray<PendingAppend> Take()
    {
        var batch = ImmutableArray.CreateBuilder<PendingAppend>();
        long bytes = 0;
        lock (_gate)
        {
            for (var feeds = _turns.Count; feeds > 0 && batch.Count < limits.Batch; feeds--)
            {
                var line = _turns.Peek();
                var full = false;
                for (var taken = 0; taken < limits.BatchPerFeed && batch.Count < limits.Batch; taken++)
                {
                    if (!line.Waiting.TryPeek(out var next)) break;
                    full = batch.Count > 0 && bytes + next.Size > limits.BatchBytes;
                    if (full) break;
                    bytes += next.Size;
                    batch.Add(line.Waiting.Dequeue());
                }
                // A feed that found the batch full keeps its turn: a large append must not wait for ever.
                if (full) break;
                _turns.Dequeue();
                if (line.Waiting.Count > 0) _turns.Enqueue(line);
            }
        }
        return batch.DrainToImmutable();
    }

    /// <summary>Takes everything of one feed out of its line.</summary>
    public ImmutableArray<PendingAppend> TakeAll(FeedId feed)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(feed, out var line) || line.Waiting.Count == 0) return [];
            var all = line.Waiting.ToImmutableArray();
            line.Waiting.Clear();
            for (var turns = _turns.Count; turns > 0; turns--)
            {
                if (_turns.Dequeue() is var other && other != line) _turns.Enqueue(other);
            }
            return all;
        }
    }

    /// <summary>Gives back the room of an append whose fate is known.</summary>
    public void Release(PendingAppend pending)
    {
        lock (_gate)
        {
            _count--;
            _bytes -= pending.Size;
            var line = _lines[pending.Append.Feed];
            if (--line.InFlight == 0) _lines.Remove(pending.Append.Feed);
        }
    }

    /// <summary>Takes nothing more; what is inside is still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Wake(_turns.Count > 0);
        }
    }

    private void Wake(bool work)
    {
        _waiting?.SetResult(work);
        _waiting = null;
    }

    private sealed class Line
    {
        public Queue<PendingAppend> Waiting { get; } = new();

        /// <summary>Waiting, or being written.</summary>
        public int InFlight { get; set; }
    }
}
