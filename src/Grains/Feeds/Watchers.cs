using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>
/// The relays that watch a feed. Each has a cursor, not a queue, and at most one call outstanding: a slow relay is
/// behind, and costs the actor nothing. What a cursor needs and memory no longer has, the relay reads from the log.
/// </summary>
internal sealed class Watchers(FeedId feed, FeedServices services)
{
    /// <summary>The most events that a frame holds; relays track who may see which in 64 bits.</summary>
    public const int MaxFrame = 64;

    /// <summary>The tail holds at least this many events once there were as many, and less than twice as many.</summary>
    private const int TailLength = 128;
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Pump> _pumps = [];

    // The last events, one number after the other, so that a cursor is an index: a busy feed looks here for each frame.
    private readonly List<(FeedEvent Event, ImmutableArray<string> AccessChanged)> _tail = [];

    /// <summary>The last committed position.</summary>
    public Position Head { get; private set; }

    /// <summary>Begins anew after a load: what memory held may be of a past that never was.</summary>
    public void Reset(Position head)
    {
        _tail.Clear();
        Head = head;
        foreach (var pump in _pumps.Values) pump.Start();
    }

    /// <summary>Begins or renews a lease.</summary>
    public void Watch(string relay, IFeedObserver observer, long after)
    {
        if (!_pumps.TryGetValue(relay, out var pump)) _pumps[relay] = pump = new(this, relay);
        pump.Renew(observer, after);
        pump.Start();
    }

    /// <summary>Ends a lease.</summary>
    public void Remove(string relay) => _pumps.Remove(relay);

    /// <summary>Passes committed events on.</summary>
    public void Publish(
        ImmutableArray<FeedEvent> events, Position head, ImmutableArray<RedactionRow> redactions, ImmutableArray<string> accessChanged)
    {
        Head = head;
        // Nobody watches most feeds; those who begin to read what is past from the log.
        if (_pumps.Count == 0) _tail.Clear();
        else foreach (var e in events) _tail.Add((e, accessChanged));
        if (_tail.Count >= 2 * TailLength) _tail.RemoveRange(0, _tail.Count - TailLength);
        foreach (var row in redactions) Redact(row);
        foreach (var pump in _pumps.Values) pump.Start();
    }

    /// <summary>Passes a signal on to every relay.</summary>
    public void Publish(Signal signal)
    {
        foreach (var pump in _pumps.Values) pump.Signal(signal);
    }

    // Only its own: the relay may have left and come back while a call of the old lease was outstanding.
    private void Drop(string relay, Pump pump)
    {
        if (_pumps.GetValueOrDefault(relay) == pump) _pumps.Remove(relay);
    }

    private void Redact(RedactionRow row)
    {
        if (IndexOf(row.Seq) is not { } index) return;
        _tail[index] = _tail[index] with { Event = _tail[index].Event with { Redacted = row.Kind } };
    }

    private int? IndexOf(long seq)
    {
        var index = _tail.Count == 0 ? -1 : seq - _tail[0].Event.Envelope.Seq;
        return index >= 0 && index < _tail.Count ? (int)index : null;
    }

    /// <summary>The next frame after a cursor; without events when they have to be read from the log.</summary>
    private FeedFrame FrameAfter(long cursor, ImmutableArray<Signal> signals)
    {
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        HashSet<string>? accessChanged = null;
        if (IndexOf(cursor + 1) is { } first)
        {
            for (var i = first; i < _tail.Count && events.Count < MaxFrame; i++)
            {
                events.Add(_tail[i].Event);
                if (!_tail[i].AccessChanged.IsEmpty) (accessChanged ??= []).UnionWith(_tail[i].AccessChanged);
            }
        }
        return new()
        {
            Feed = feed,
            From = cursor + 1,
            To = events.Count > 0 ? events[^1].Envelope.Position : Head,
            Events = events.ToImmutable(),
            AccessChanged = accessChanged is null ? [] : [.. accessChanged],
            Signals = signals,
        };
    }

    private sealed class Pump(Watchers owner, string relay)
    {
        private const int MaxSignals = 64;
        private readonly Dictionary<(string Type, AccountId By, AccountId? To), Signal> _latest = [];
        private readonly Queue<Signal> _withData = new();
        private IFeedObserver _observer = null!;
        private DateTimeOffset _until;
        private long _cursor;
        private bool _isRunning;

        public void Renew(IFeedObserver observer, long after)
        {
            (_observer, _until) = (observer, owner.Now + Leases.Length);
            // With a call outstanding the relay may just be taking what it did not have when it asked.
            if (!_isRunning) _cursor = after;
        }

        public void Signal(Signal signal)
        {
            if (signal.Data.IsGone) KeepLatest(signal);
            else Queue(signal);
            Start();
        }

        private void KeepLatest(Signal signal)
        {
            var key = (signal.Type, signal.By.Account, signal.To);
            if (_latest.Count < MaxSignals || _latest.ContainsKey(key)) _latest[key] = signal;
        }

        private void Queue(Signal signal)
        {
            if (_withData.Count == MaxSignals && _withData.Dequeue().To is { } to) KeepLatest(Consult.Feeds.Signal.Lost(to));
            _withData.Enqueue(signal);
        }

        private bool HasSignals => _latest.Count > 0 || _withData.Count > 0;

        private ImmutableArray<Signal> TakeSignals()
        {
            ImmutableArray<Signal> signals = [.. _latest.Values, .. _withData];
            _latest.Clear();
            _withData.Clear();
            return signals;
        }

        public void Start()
        {
            if (_isRunning) return;
            _isRunning = true;
            _ = RunAsync();
        }

        private async Task RunAsync()
        {
            try
            {
                while (owner._pumps.GetValueOrDefault(relay) == this && (_cursor < owner.Head.Seq || HasSignals))
                {
                    if (_until < owner.Now)
                    {
                        owner.Drop(relay, this);
                        return;
                    }
                    var frame = owner.FrameAfter(_cursor, TakeSignals());
                    await _observer.OnFrame(frame).WaitAsync(DeliveryTimeout, owner.Clock);
                    _cursor = Math.Max(_cursor, frame.To.Seq);
                }
            }
            catch (Exception e)
            {
                // The relay is gone or stuck. Its next renewal, if there is one, says what it holds and starts anew.
                owner.Drop(relay, this);
                owner.Failed(relay, e);
            }
            finally
            {
                _isRunning = false;
            }
        }
    }

    private TimeProvider Clock => services.Clock;

    private DateTimeOffset Now => services.Clock.GetUtcNow();

    private void Failed(string relay, Exception e) => services.Log.RelayLost(feed, relay, e);
}
