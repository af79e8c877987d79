using System.Collections.Concurrent;
using System.Collections.Immutable;
using Consult.Api.Access;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Api.Live;

/// <summary>
/// One feed that clients of this process watch: the observer its actor calls, and the subscriptions behind it. Live
/// frames go to every subscription that stands where the frame begins; one that stands earlier catches up from the
/// log, at its reader's pace, and then joins. So nobody is served twice and nobody misses anything.
/// </summary>
internal sealed class FeedWatch(FeedId feed, FeedReader reader, AccessGate gate, TimeProvider clock, ILogger log)
    : IFeedObserver, IDisposable
{
    /// <summary>Events per frame: as many as <see cref="Subscription.Visible"/> has bits.</summary>
    private const int MaxFrame = 64;

    /// <summary>
    /// A frame costs each reader's connection about the same whatever is in it, so what a busy room pays for is frames:
    /// with so long a rest between them it gets ten a second. A quiet or small room is served at once.
    /// </summary>
    internal static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    /// <summary>Deliveries (events × readers) a second of a busy room, and of a quiet one.</summary>
    private const double BusyRate = 10_000, QuietRate = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Subscription> _subscriptions = [];
    private readonly Pace _pace = new(clock, LongestRest, BusyRate, QuietRate);
    private Position _cursor;
    private readonly ConcurrentQueue<ImmutableArray<string>> _atTheDoor = new();
    private bool _isRetired;
    private long _reviewed;
    private DateTimeOffset _reviewedUntil;

    /// <summary>The feed.</summary>
    public FeedId Feed => feed;

    /// <summary>The name of its lease: its own, so that a late farewell of a predecessor cannot end it.</summary>
    public string Name { get; } = $"relay-{Guid.NewGuid():N}";

    /// <summary>The reference that the actor calls; held here because actors hold observers weakly.</summary>
    public IFeedObserver? Reference { get; set; }

    /// <summary>Up to where live subscriptions have been served.</summary>
    public Position Cursor => _cursor;

    /// <summary>Begins at the position that is on disk.</summary>
    public async Task InitialiseAsync(CancellationToken cancellationToken) => _cursor = await reader.HeadAsync(feed, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// The actor sends nothing more before this returns, and then everything that has come meanwhile in one frame: so a
    /// pause here is what makes few large frames of many small ones.
    /// </remarks>
    public async Task OnFrame(FeedFrame frame)
    {
        var began = clock.GetTimestamp();
        var readers = await InTurnAsync(() => TakeAsync(frame));
        // After a full frame more is waiting: a rest would gain nothing, and let the watch fall behind.
        if (frame.Events.Length < MaxFrame) await _pace.RestAsync(began, (double)readers * Math.Max(1, frame.Events.Length));
    }

    private async Task<int> TakeAsync(FeedFrame frame)
    {
        if (frame.To.Seq > _cursor.Seq)
        {
            if (frame.Events.IsEmpty) await FillAsync(frame.To.Seq);
            else await FillAsync(frame.From - 1);
            ImmutableArray<FeedEvent> fresh = [.. frame.Events.Where(e => e.Envelope.Seq > _cursor.Seq)];
            if (!fresh.IsEmpty) await PassOnAsync(fresh, frame.AccessChanged);
        }
        foreach (var signal in frame.Signals) DeliverSignal(signal);
        return _subscriptions.Count;
    }

    /// <summary>Adds a reader who knows everything up to <paramref name="position"/>.</summary>
    /// <returns>Nothing when the reader may not, or once the watch is retired.</returns>
    /// <remarks>
    /// Access is asked for in the turn: what took it away before was passed on when this reader was not yet in, and what
    /// takes it away later is passed on to it.
    /// </remarks>
    public Task<(Subscription? Added, bool IsRetired)> AddAsync(LiveConnection connection, Position position) => InTurnAsync(async () =>
    {
        if (_isRetired) return (null, true);
        if (await gate.FindAsync(feed, connection.Who, CancellationToken.None) is not { } access) return (null, false);
        var subscription = new Subscription(connection, access, position.Seq);
        _subscriptions.Add(subscription);
        if (subscription.Cursor < _cursor.Seq) _ = CatchUpAsync(subscription);
        return ((Subscription?)subscription, false);
    });

    /// <summary>
    /// Access to the feed's door has changed: noted at once, so that nothing is delivered any more on what held before,
    /// and reviewed soon, so that whoever lost it hears so although the feed itself is silent.
    /// </summary>
    public async Task OnDoorAsync(ImmutableArray<string> grantees)
    {
        _atTheDoor.Enqueue(grantees);
        try
        {
            await InTurnAsync(ReviewDoorAsync);
        }
        catch (Exception e)
        {
            // The next event or renewal reviews everybody.
            log.RenewalFailed(feed, e);
        }
    }

    /// <summary>Takes a reader out.</summary>
    public Task RemoveAsync(Subscription subscription) => InTurnAsync(() =>
    {
        Remove(subscription);
        return Task.CompletedTask;
    });

    /// <summary>Closes the watch to new readers if it has none.</summary>
    /// <returns>Whether this call closed it.</returns>
    public Task<bool> TryRetireAsync() => InTurnAsync(() =>
    {
        var retires = !_isRetired && _subscriptions.Count == 0;
        _isRetired |= retires;
        return Task.FromResult(retires);
    });

    /// <summary>
    /// Compares what was passed on with the log, makes good what was missed, and checks every reader's access again:
    /// after a restore or a fail-over both may have changed without a notice.
    /// </summary>
    public Task ReviewAsync() => InTurnAsync(async () =>
    {
        var head = await reader.HeadAsync(feed, CancellationToken.None);
        if (head.Seq < _cursor.Seq || head.Seq == _cursor.Seq && head != _cursor) ReloadAll(head);
        await ReviewAccessAsync(_ => true);
        await FillAsync(head.Seq);
    });

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task FillAsync(long until)
    {
        if (_cursor.Seq >= until) return;
        // Whose access these events changed is not known. All are committed, so one look is enough for all of them; one at
        // each page kept a watch of a thousand readers that had once fallen behind from ever coming up again.
        gate.Drop(new(feed, default));
        await ReviewAccessAsync(_ => true);
        while (_cursor.Seq < until)
        {
            var count = (int)Math.Min(MaxFrame, until - _cursor.Seq);
            var page = await reader.ReadStoredAsync(feed, _cursor.Seq, count, CancellationToken.None);
            // The actor says they are there, so they are committed; a log without them is being restored under our feet.
            if (page.IsEmpty) throw new InvalidOperationException("The log ends before its head.");
            await PassOnAsync(page, accessChanged: []);
        }
    }

    /// <param name="stored">The events that follow the cursor.</param>
    /// <param name="accessChanged">Whose access they changed that has not been looked at since.</param>
    private async Task PassOnAsync(ImmutableArray<FeedEvent> stored, ImmutableArray<string> accessChanged)
    {
        if (!reader.Follows(_cursor, stored[0]))
        {
            ReloadAll(stored[^1].Envelope.Position);
            return;
        }
        // Before anything is delivered: a revocation among these events ends a subscription before what follows it.
        // Who acts for a patient, and who may pass the door, is another feed's matter; what another process decided
        // there may not have been told here.
        await ReviewDoorAsync();
        var (revision, now) = (gate.Revision, clock.GetUtcNow());
        if (revision != _reviewed || now >= _reviewedUntil)
        {
            await ReviewAccessAsync(subscription => subscription.Access.For is not null || feed.Door != feed);
            (_reviewed, _reviewedUntil) = (revision, now + AccessGate.Memory);
        }
        if (!accessChanged.IsEmpty)
        {
            gate.Drop(new(feed, accessChanged));
            await ReviewAccessAsync(IsAffectedBy(accessChanged));
        }
        foreach (var events in HubFrames.Cut(await reader.EncodeAsync(stored, CancellationToken.None))) SendToAll(events);
    }

    private void SendToAll(ImmutableArray<EncodedEvent> events)
    {
        var (before, to) = (_cursor.Seq, events[^1].Position);
        Dictionary<(ulong, bool), OutgoingMessage> frames = [];
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Cursor != before) continue;
            subscription.Connection.Send(FrameFor(subscription, before + 1, to, events, frames));
            subscription.Cursor = to.Seq;
        }
        _cursor = to;
    }

    private static Func<Subscription, bool> IsAffectedBy(ImmutableArray<string> grantees) => subscription =>
        grantees.Contains(subscription.Connection.Who.Account.Feed.Value)
        || grantees.Contains(RoleGrant.Of(subscription.Connection.Who.Role))
        || subscription.Access.For is { } patient && grantees.Contains(patient.Feed.Value);

    /// <summary>Every reader's past is not the feed's past any more.</summary>
    private void ReloadAll(Position head)
    {
        foreach (var subscription in _subscriptions.ToArray()) Stop(subscription, Codes.Reload);
        _cursor = head;
    }

    private OutgoingMessage FrameFor(
        Subscription subscription, long from, Position to, ImmutableArray<EncodedEvent> events,
        Dictionary<(ulong, bool), OutgoingMessage> frames)
    {
        var (visible, role) = (subscription.Visible(events.AsSpan()), subscription.Access.Role);
        var variant = (visible, role is Role.Viewer);
        if (!frames.TryGetValue(variant, out var frame)) frames[variant] = frame = HubFrames.Frame(feed, from, to, events, visible, role);
        return frame;
    }

    private void DeliverSignal(Signal signal)
    {
        var message = HubFrames.Signal(feed, signal);
        foreach (var subscription in _subscriptions)
            if (IsFor(subscription.Connection.Who.Account, signal))
                subscription.SendSignal(message, whenLost: signal.Data.IsGone ? null : HubFrames.SignalsLost(feed));
    }

    private static bool IsFor(AccountId account, Signal signal) =>
        signal.To is { } one ? account == one : account != signal.By.Account;

    /// <summary>Serves one reader from the log until it stands where the live ones stand.</summary>
    private async Task CatchUpAsync(Subscription subscription)
    {
        try
        {
            while (await InTurnAsync(() => Task.FromResult(Behind(subscription))) is > 0 and var behind)
            {
                var count = (int)Math.Min(MaxFrame, behind);
                var page = await reader.ReadAsync(feed, subscription.Cursor, count, subscription.Connection.Closed);
                if (page.IsEmpty) throw new InvalidOperationException("The log ends before its head.");
                foreach (var events in HubFrames.Cut(page))
                {
                    await subscription.Connection.WaitForRoomAsync(subscription.Connection.Closed);
                    if (subscription.IsEnded) return;
                    var to = events[^1].Position;
                    subscription.Connection.Send(HubFrames.Frame(
                        feed, subscription.Cursor + 1, to, events, subscription.Visible(events.AsSpan()), subscription.Access.Role));
                    // Only after the send: the moment the cursor meets the live ones, live frames follow.
                    subscription.Cursor = to.Seq;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended; so has its subscription.
        }
        catch (Exception e)
        {
            log.CatchUpFailed(feed, e);
            subscription.Connection.Close(Codes.Busy);
        }
    }

    private long Behind(Subscription subscription) => subscription.IsEnded ? 0 : _cursor.Seq - subscription.Cursor;

    private async Task ReviewDoorAsync()
    {
        while (_atTheDoor.TryDequeue(out var grantees))
            await ReviewAccessAsync(grantees.IsDefault ? _ => true : IsAffectedBy(grantees));
    }

    private async Task ReviewAccessAsync(Func<Subscription, bool> whom)
    {
        Subscription[] reviewed = [.. _subscriptions.Where(whom)];
        if (reviewed.Length == 0) return;
        var access = await gate.FindAllAsync(feed, [.. reviewed.Select(subscription => subscription.Connection.Who)], CancellationToken.None);
        for (var i = 0; i < reviewed.Length; i++)
        {
            if (access[i] is not { } held) Stop(reviewed[i], Codes.Forbidden);
            else if (held.Role != reviewed[i].Access.Role) Stop(reviewed[i], Codes.Reload);
        }
    }

    private void Stop(Subscription subscription, string code)
    {
        Remove(subscription);
        subscription.Connection.Send(HubFrames.Stop(feed, code));
    }

    private void Remove(Subscription subscription)
    {
        subscription.IsEnded = true;
        _subscriptions.Remove(subscription);
        subscription.Connection.Forget(feed, subscription);
    }

    private async Task InTurnAsync(Func<Task> action)
    {
        await _turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> action)
    {
        await _turn.WaitAsync();
        try
        {
            return await action();
        }
        finally
        {
            _turn.Release();
        }
    }
}
