using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Consult.Feeds;

/// <summary>
/// Tells other actors what was committed: at least once, never inside the caller's request, to each receiver in order and
/// of one event in the order it names. The checkpoint is part of the feed's head, so a crash repeats reactions and never
/// loses one; a command id is made of feed, number and ordinal, so the repetition has no second effect.
/// </summary>
/// <remarks>
/// A receiver that keeps failing waits, and with it whoever the same event names behind it; all others go on. What waits
/// is tried again when the feed is woken, from the log, and until it is sent the checkpoint stays before it.
/// </remarks>
internal sealed class Reactor<TState>(
    FeedId feed, FeedModel<TState> model, IGrainFactory grains, FeedServices services,
    Func<Request, CancellationToken, Task<Answer>> executeHere) : IAsyncDisposable where TState : class
{
    private const int MaxTries = 5;
    private const int AlarmAfter = 4;

    /// <summary>With so many receivers waiting something else is wrong, and the others wait with them.</summary>
    private const int MaxWaiting = 64;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPark = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPark = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private FeedSession<TState>? _running;
    private Task _run = Task.CompletedTask;
    private int _parkings;

    // Of one session: up to where everybody was told who does not wait, and from which event on the others wait.
    private FeedSession<TState>? _of;
    private long _told;
    private Dictionary<FeedId, long> _waiting = [];

    /// <summary>Sends what is due, unless that is under way. Returns at once.</summary>
    public void Start(FeedSession<TState> session)
    {
        if (_running == session || _stopping.IsCancellationRequested) return;
        _running = session;
        _run = RunAsync(session, after: _run);
    }

    /// <summary>Stops before the next attempt; the sweeper wakes the actor for the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
    }

    private async Task RunAsync(FeedSession<TState> session, Task after)
    {
        await after;
        try
        {
            if (_of != session) (_of, _told, _waiting) = (session, session.Reacted, []);
            if (_waiting.Count > 0 && !session.IsParked) await TryAgainAsync(session);
            while (IsCurrent(session) && _told < session.Committed.Seq && _waiting.Count < MaxWaiting)
                await GoOnAsync(session);
        }
        catch (OperationCanceledException)
        {
            // Deactivation; the stored checkpoint says where to go on.
        }
        catch (Exception e)
        {
            // Who was told what is uncertain now: the next run begins at the checkpoint.
            _of = null;
            services.Log.ReactionsFailed(feed, e);
        }
        finally
        {
            if (_running == session) _running = null;
        }
    }

    private bool IsCurrent(FeedSession<TState> session) =>
        _running == session && session.IsOpen && !_stopping.IsCancellationRequested;

    /// <summary>Tells of the next page of events everybody who does not wait.</summary>
    private async Task GoOnAsync(FeedSession<TState> session)
    {
        var waited = _waiting.Count;
        var told = await SendPageAsync(session, _told, _ => true);
        if (!IsCurrent(session)) return;
        _told = told;
        if (_waiting.Count > waited) Park(session);
        else if (waited == 0) Checkpoint(session);
    }

    /// <summary>Tells those who wait of everything since, and no others: they know it.</summary>
    private async Task TryAgainAsync(FeedSession<TState> session)
    {
        var waited = _waiting;
        _waiting = [];
        for (var at = session.Reacted; at < _told && IsCurrent(session);)
            at = await SendPageAsync(session, at, e => waited.TryGetValue(e.To, out var since) && e.Seq >= since && e.Seq <= _told);
        if (!IsCurrent(session)) return;
        if (_waiting.Count > 0) Park(session);
        else Checkpoint(session);
    }

    /// <returns>The last event of the page.</returns>
    private async Task<long> SendPageAsync(FeedSession<TState> session, long after, Func<(FeedId To, long Seq), bool> isFor)
    {
        var page = await services.Store.ReadAsync(feed, after, 100, _stopping.Token);
        foreach (var stored in page)
        {
            var key = BodyCodec.PersonOf(stored.Body.AsSpan()) is { } person
                ? await services.Keys.GetAsync(person, _stopping.Token)
                : null;
            var body = BodyCodec.Decode(stored with { Redacted = null }, key);
            var reactions = model.ReactionsTo(session.State, body, stored.Envelope);
            await SendAllAsync(reactions, stored.Envelope.Seq, isFor);
        }
        return page[^1].Envelope.Seq;
    }

    private async Task SendAllAsync(ImmutableArray<Reaction> reactions, long seq, Func<(FeedId To, long Seq), bool> isFor)
    {
        var waits = false;
        for (var ordinal = 0; ordinal < reactions.Length; ordinal++)
        {
            var reaction = reactions[ordinal];
            if (!isFor((reaction.To, seq))) continue;
            waits = waits || _waiting.ContainsKey(reaction.To) || !await TrySendAsync(reaction, seq, ordinal);
            if (waits) _waiting.TryAdd(reaction.To, seq);
        }
    }

    private async Task<bool> TrySendAsync(Reaction reaction, long seq, int ordinal)
    {
        var (to, command, ifRefused) = reaction;
        var id = FormattableString.Invariant($"{feed}:{seq}:{ordinal}");
        var receiver = grains.GetGrain<IFeedGrain>(GrainId.Create(to.Kind, to.Key));
        var answer = await TryAsync(receiver.Execute, new(new(id), Caller.System, command));
        if (answer is null || answer.IsAccepted) return answer is not null;
        services.Log.ReactionRefused(feed, seq, to, answer.Code!);
        return ifRefused is null
            || await TryAsync(executeHere, new(new(id + ":refused"), Caller.System, ifRefused(answer.Code!))) is not null;
    }

    /// <summary>Null when the receiver could not be made to decide.</summary>
    private async Task<Answer?> TryAsync(Func<Request, CancellationToken, Task<Answer>> receiver, Request request)
    {
        var delay = FirstDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await receiver(request, _stopping.Token);
                if (answer.IsAccepted || !Codes.Info(answer.Code!).Retry && answer.Code != Codes.Quarantined) return answer;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                services.Log.ReactionAttemptFailed(feed, attempt, e);
            }
            if (attempt == MaxTries) return null;
            await Task.Delay(delay, services.Clock, _stopping.Token);
            delay *= 2;
        }
    }

    private void Checkpoint(FeedSession<TState> session)
    {
        _parkings = 0;
        session.Checkpoint(_told);
    }

    private void Park(FeedSession<TState> session)
    {
        var first = _waiting.Values.Min();
        var delay = FirstPark * Math.Pow(2, Math.Min(_parkings, 16));
        var until = services.Clock.GetUtcNow() + (delay < LongestPark ? delay : LongestPark);
        if (++_parkings >= AlarmAfter) services.Log.ReactionsParked(feed, first, until);
        session.Park(first - 1, until);
    }
}
