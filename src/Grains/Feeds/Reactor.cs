using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Consult.Feeds;

/// <summary>
/// Tells other actors what was committed: in order, at least once, never inside the caller's request. The checkpoint
/// is part of the feed's head, so a crash repeats a reaction and never loses one; its command id is made of feed,
/// number and ordinal, so the repetition has no second effect.
/// </summary>
internal sealed class Reactor<TState>(
    FeedId feed, FeedModel<TState> model, IGrainFactory grains, FeedServices services,
    Func<Request, CancellationToken, Task<Answer>> executeHere) : IAsyncDisposable where TState : class
{
    private const int MaxTries = 5;
    private const int AlarmAfter = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPark = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPark = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private FeedSession<TState>? _running;
    private Task _run = Task.CompletedTask;
    private int _parkings;

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
            while (IsCurrent(session) && session.Reacted < session.Committed.Seq)
                if (!await SendPageAsync(session)) return;
        }
        catch (OperationCanceledException)
        {
            // Deactivation; the stored checkpoint says where to go on.
        }
        catch (Exception e)
        {
            services.Log.ReactionsFailed(feed, e);
        }
        finally
        {
            if (_running == session) _running = null;
        }
    }

    private bool IsCurrent(FeedSession<TState> session) =>
        _running == session && session.IsOpen && !_stopping.IsCancellationRequested;

    private async Task<bool> SendPageAsync(FeedSession<TState> session)
    {
        var page = await services.Store.ReadAsync(feed, session.Reacted, 100, _stopping.Token);
        foreach (var stored in page)
        {
            var key = BodyCodec.PersonOf(stored.Body.AsSpan()) is { } person
                ? await services.Keys.GetAsync(person, _stopping.Token)
                : null;
            var body = BodyCodec.Decode(stored with { Redacted = null }, key);
            var reactions = model.ReactionsTo(session.State, body, stored.Envelope);
            if (!await SendAllAsync(reactions, stored.Envelope.Seq))
            {
                Park(session);
                return false;
            }
        }
        if (!IsCurrent(session)) return false;
        _parkings = 0;
        session.Checkpoint(page[^1].Envelope.Seq);
        return true;
    }

    private async Task<bool> SendAllAsync(ImmutableArray<Reaction> reactions, long seq)
    {
        for (var ordinal = 0; ordinal < reactions.Length; ordinal++)
        {
            var (to, command, ifRefused) = reactions[ordinal];
            var id = FormattableString.Invariant($"{feed}:{seq}:{ordinal}");
            var receiver = grains.GetGrain<IFeedGrain>(GrainId.Create(to.Kind, to.Key));
            var answer = await TryAsync(receiver.Execute, new(new(id), Caller.System, command));
            if (answer is null) return false;
            if (answer.IsAccepted) continue;
            services.Log.ReactionRefused(feed, seq, to, answer.Code!);
            if (ifRefused is null) continue;
            var here = await TryAsync(executeHere, new(new(id + ":refused"), Caller.System, ifRefused(answer.Code!)));
            if (here is null) return false;
        }
        return true;
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

    private void Park(FeedSession<TState> session)
    {
        if (!IsCurrent(session)) return;
        var delay = FirstPark * Math.Pow(2, Math.Min(_parkings, 16));
        var until = services.Clock.GetUtcNow() + (delay < LongestPark ? delay : LongestPark);
        if (++_parkings >= AlarmAfter) services.Log.ReactionsParked(feed, session.Reacted + 1, until);
        session.Park(until);
    }
}
