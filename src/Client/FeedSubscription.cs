using System.Threading.Channels;

namespace Consult.Client;

/// <summary>
/// One feed as it happens: every event after a position that this account may see, once and in order, across cuts of
/// the connection. Enumerate it once. The enumeration throws <see cref="ConsultException"/> when the server refuses
/// the feed, and ends when this or its connection is disposed.
/// </summary>
public sealed class FeedSubscription : IAsyncEnumerable<FeedItem>, IAsyncDisposable
{
    private readonly LiveConnection _connection;
    private readonly Channel<FeedItem> _items;
    private readonly int _capacity;
    private readonly Lock _gate = new();

    // Guarded by the gate. The session whose frames count, and which attempt to subscribe is the newest.
    private HubSession? _session;
    private long _attempt;
    private FeedPosition _received;
    private bool _leftoversPossible;
    private bool _lagging;

    internal FeedSubscription(LiveConnection connection, string feed, FeedPosition from, int capacity)
    {
        _connection = connection;
        _capacity = capacity;
        _items = Channel.CreateBounded<FeedItem>(capacity);
        _received = from;
        Feed = feed;
        Position = from;
    }

    internal enum Offered { Taken, Ignored, Hole, NoRoom }

    /// <summary>The feed.</summary>
    public string Feed { get; }

    /// <summary>Up to where the consumer has processed: what to keep and to subscribe from later.</summary>
    public FeedPosition Position { get; private set; }

    /// <summary>The frames; an item counts as processed when the next one is asked for.</summary>
    public async IAsyncEnumerator<FeedItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(cancellationToken))
        {
            yield return item;
            Position = item is FeedFrame frame ? frame.To : FeedPosition.Start;
            if (HasCaughtUp())
                _connection.Attach(this);
        }
    }

    /// <summary>Stops watching. What is already received can still be enumerated.</summary>
    public ValueTask DisposeAsync() => _connection.DetachAsync(this);

    /// <summary>A new attempt to subscribe begins; frames count again.</summary>
    /// <returns>The attempt's number and the position to subscribe from.</returns>
    internal (long Attempt, FeedPosition From) Begin(HubSession session)
    {
        lock (_gate)
        {
            // On a new connection nothing can be left over from a subscription before.
            _leftoversPossible = _session == session;
            _session = session;
            _lagging = false;
            return (++_attempt, _received);
        }
    }

    /// <summary>Whether no newer attempt has begun since.</summary>
    internal bool IsNewest(long attempt)
    {
        lock (_gate)
            return _attempt == attempt;
    }

    /// <summary>Takes a frame by the rules of section 6 of the protocol.</summary>
    internal Offered Offer(HubSession session, FeedFrame frame)
    {
        lock (_gate)
        {
            if (session != _session || _lagging || frame.To.Seq <= _received.Seq)
                return Offered.Ignored;
            if (frame.From != _received.Seq + 1)
                return _leftoversPossible ? Offered.Ignored : Offered.Hole;
            _leftoversPossible = false;
            if (!_items.Writer.TryWrite(frame))
            {
                _lagging = true;
                return Offered.NoRoom;
            }
            _received = frame.To;
            return Offered.Taken;
        }
    }

    /// <summary>Forgets the past. What still waits for the consumer belongs to it, so there is always room.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            while (_items.Reader.TryRead(out _)) { }
            _received = FeedPosition.Start;
            _items.Writer.TryWrite(new FeedReset(Feed));
        }
    }

    /// <summary>Ends the enumeration after what is already received.</summary>
    internal void Complete(ConsultException? why = null) => _items.Writer.TryComplete(why);

    private bool HasCaughtUp()
    {
        lock (_gate)
            return _lagging && _items.Reader.Count <= _capacity / 2;
    }
}
