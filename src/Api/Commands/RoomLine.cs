using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Api.Commands;

/// <summary>A line of chat that waits, and the promise of its answer.</summary>
internal sealed record WaitingLine(Request Request)
{
    /// <summary>What becomes of it. Asynchronous continuations: the room goes on with its next call first.</summary>
    public TaskCompletionSource<Answer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What waits for one room, and how fast it has been coming. Safe for use by many at once.</summary>
internal sealed class RoomLine(TimeProvider clock)
{
    /// <summary>The longest rest between two calls: twenty a second, half of what a busy room's viewers wait for a frame.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(50);

    /// <summary>Lines a second of a busy room, and of one in which a rest would bring no two lines together.</summary>
    private const double BusyRate = 100, QuietRate = 40;

    private readonly Lock _lock = new();
    private readonly Queue<WaitingLine> _queue = new();
    private readonly Pace _pace = new(clock, LongestRest, BusyRate, QuietRate);
    private bool _isServed;
    private bool _isOver;
    private long? _toldAt;
    private long _servedAt = clock.GetTimestamp();

    /// <summary>What became of a line that came.</summary>
    public enum Entry
    {
        /// <summary>It waits, and nobody serves the room: the caller does.</summary>
        First,

        /// <summary>It waits; whoever serves the room takes it along.</summary>
        Behind,

        /// <summary>Too many wait.</summary>
        Full,

        /// <summary>The room was forgotten: begin it anew.</summary>
        Gone,
    }

    /// <summary>Puts a line at the end.</summary>
    public Entry TryAdd(WaitingLine waiting)
    {
        lock (_lock)
        {
            if (_isOver) return Entry.Gone;
            if (_queue.Count >= RoomInflow.MaxWaiting) return Entry.Full;
            _queue.Enqueue(waiting);
            if (_isServed) return Entry.Behind;
            _isServed = true;
            return Entry.First;
        }
    }

    /// <summary>Whether the room may be told again that it is overloaded.</summary>
    public bool MayTell(TimeSpan interval)
    {
        lock (_lock)
        {
            if (_toldAt is { } at && clock.GetElapsedTime(at) < interval) return false;
            _toldAt = clock.GetTimestamp();
            return true;
        }
    }

    /// <summary>What has come; empty when nothing has, and then nobody serves the room any more.</summary>
    public ImmutableArray<WaitingLine> Take(int limit)
    {
        lock (_lock)
        {
            var batch = ImmutableArray.CreateBuilder<WaitingLine>();
            while (batch.Count < limit && _queue.TryDequeue(out var waiting)) batch.Add(waiting);
            _isServed = batch.Count > 0;
            _servedAt = clock.GetTimestamp();
            return batch.ToImmutable();
        }
    }

    /// <summary>Waits, in a busy room, for more to come. For whoever serves the room.</summary>
    public Task RestAsync(int lines) => _pace.RestAsync(_servedAt, lines);

    /// <summary>Ends a room that nobody has written in for so long.</summary>
    /// <returns>Whether it is over, for good.</returns>
    public bool TryEnd(TimeSpan idle)
    {
        lock (_lock)
            return _isOver |= !_isServed && clock.GetElapsedTime(_servedAt) >= idle;
    }
}
