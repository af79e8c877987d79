using System.Text.Json;

namespace Consult.Client;

/// <summary>
/// The WebSocket of one account. It connects by itself, again and again with a fresh ticket each time, and resumes
/// every feed from its position. Disposing it ends all its subscriptions.
/// </summary>
public sealed class LiveConnection : IAsyncDisposable
{
    // A connection that held for less does not reset the wait: a server that accepts and closes is not stormed.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);

    private readonly ConsultHttp _http;
    private readonly ClientOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FeedSubscription> _subscriptions = [];
    private TaskCompletionSource<HubSession> _session = NoSession();
    private Task _running = Task.CompletedTask;
    private int _connections;

    private LiveConnection(ConsultHttp http, ClientOptions options)
    {
        _http = http;
        _options = options;
    }

    /// <summary>Somebody else's passing signals. Handlers run on the reading loop and must not block.</summary>
    public event Action<FeedSignal>? Signalled;

    /// <summary>How often the connection was established.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts connecting.</summary>
    public static LiveConnection Start(ConsultHttp http, ClientOptions options)
    {
        var connection = new LiveConnection(http, options);
        connection._running = connection.RunAsync(connection._stopping.Token);
        return connection;
    }

    /// <summary>Watches a feed from a position on, now and after every reconnect.</summary>
    /// <exception cref="InvalidOperationException">This connection watches the feed already.</exception>
    public FeedSubscription Subscribe(string feed, FeedPosition from)
    {
        var subscription = new FeedSubscription(this, feed, from, _options.FramesPerFeed);
        Task<HubSession> session;
        // Together, as in Connected: either this subscribes or the new connection does, never both.
        lock (_gate)
        {
            if (!_subscriptions.TryAdd(feed, subscription))
                throw new InvalidOperationException($"This connection watches {feed} already.");
            session = _session.Task;
        }
        Attach(session, subscription);
        return subscription;
    }

    /// <summary>Posts a message, again under the same id and across reconnects until there is an answer.</summary>
    /// <returns>The position after the message.</returns>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<FeedPosition> PostAsync(string feed, string commandId, string text, CancellationToken cancellationToken) =>
        Persistence.RunAsync(
            _options,
            async attempt =>
            {
                var session = await Session().WaitAsync(attempt);
                var result = await session.CallAsync<CallResult>("Post", [feed, commandId, new { text }], attempt);
                if (result.Code is null)
                    return result.Position ?? throw new ConsultException(ClientCodes.NotUnderstood);
                if (ClientCodes.WantsSignIn(result.Code))
                    SignInAnew(session);
                throw new ConsultException(result.Code);
            },
            cancellationToken);

    /// <summary>Sends a passing signal (<c>typing</c>, <c>idle</c>); dropped when there is no connection.</summary>
    public async Task SignalAsync(string feed, string type, CancellationToken cancellationToken)
    {
        if (Session() is { IsCompletedSuccessfully: true } session)
            await (await session).TellAsync("Signal", [feed, type], cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        EndSubscriptions(null);
    }

    /// <summary>Subscribes on the connection that is there; when none is, the next one does.</summary>
    internal void Attach(FeedSubscription subscription) => Attach(Session(), subscription);

    /// <summary>Takes a subscription out and tells the server.</summary>
    internal async ValueTask DetachAsync(FeedSubscription subscription)
    {
        if (!Remove(subscription))
            return;
        subscription.Complete();
        if (Session() is { IsCompletedSuccessfully: true } session)
            await (await session).TellAsync("Unsubscribe", [subscription.Feed], CancellationToken.None);
    }

    private void Attach(Task<HubSession> session, FeedSubscription subscription)
    {
        if (session.IsCompletedSuccessfully)
            _ = AttachAsync(session.Result, subscription);
        else if (session.IsFaulted)
            subscription.Complete(session.Exception.InnerException as ConsultException);
    }

    private static TaskCompletionSource<HubSession> NoSession()
    {
        var none = new TaskCompletionSource<HubSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Observed here, because perhaps nobody waits for it when the account is refused.
        _ = none.Task.ContinueWith(
            refused => _ = refused.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return none;
    }

    private Task<HubSession> Session()
    {
        lock (_gate)
            return _session.Task;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.Time);
        try
        {
            while (true)
            {
                var started = _options.Time.GetTimestamp();
                var farewell = await LiveOnceAsync(cancellationToken);
                if (farewell is { Reconnect: false } && !ClientCodes.WantsSignIn(farewell.Code))
                    throw new ConsultException(farewell.Code);
                if (_options.Time.GetElapsedTime(started) >= Steady)
                    backoff.Reset();
                await backoff.WaitAsync(cancellationToken);
            }
        }
        catch (ConsultException refusal)
        {
            lock (_gate)
                _session.TrySetException(refusal);
            EndSubscriptions(refusal);
        }
        catch (OperationCanceledException)
        {
            // Disposed: the subscriptions are ended by the one who disposes.
        }
    }

    /// <summary>Connects, serves until the cut.</summary>
    /// <returns>What the server said before it closed; null when it said nothing.</returns>
    /// <exception cref="ConsultException">The account is refused; coming back is no use.</exception>
    private async Task<ByeNotice?> LiveOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = await _http.HubAddressAsync(cancellationToken);
            await using var session = await HubSession.OpenAsync(address, _options, cancellationToken);
            Connected(session);
            try
            {
                await session.RunAsync((target, argument) => Receive(session, target, argument), cancellationToken);
            }
            finally
            {
                lock (_gate)
                    _session = NoSession();
            }
            return session.Farewell;
        }
        catch (ConsultException refusal) when (
            ClientCodes.IsTransient(refusal.Code) || refusal.Code == ClientCodes.Internal)
        {
            // The next attempt gets a new ticket.
            return null;
        }
    }

    private void Connected(HubSession session)
    {
        FeedSubscription[] subscriptions;
        lock (_gate)
        {
            _connections++;
            _session.SetResult(session);
            subscriptions = [.. _subscriptions.Values];
        }
        foreach (var subscription in subscriptions)
            _ = AttachAsync(session, subscription);
    }

    // Never throws: nobody awaits it.
    private async Task AttachAsync(HubSession session, FeedSubscription subscription)
    {
        var backoff = new Backoff(_options.Time);
        try
        {
            while (true)
            {
                var (attempt, from) = subscription.Begin(session);
                var result = await session.CallAsync<CallResult>(
                    "Subscribe", [subscription.Feed, from], _stopping.Token);
                if (result.Code is null || !subscription.IsNewest(attempt))
                    return;
                await ActOnAsync(result.Code, from, session, subscription, backoff);
            }
        }
        catch (ConsultException refusal) when (refusal.Code is not (ClientCodes.NoAnswer or ClientCodes.Internal))
        {
            Remove(subscription);
            subscription.Complete(refusal);
        }
        catch (Exception cut) when (cut is ConsultException or OperationCanceledException or ObjectDisposedException)
        {
            // Whether the server subscribed is unknown, so this connection cannot be trusted to be complete.
            session.End();
        }
    }

    private async Task ActOnAsync(
        string code, FeedPosition from, HubSession session, FeedSubscription subscription, Backoff backoff)
    {
        if (code == ClientCodes.Reload && from != FeedPosition.Start)
            subscription.Reset();
        else if (ClientCodes.WantsSignIn(code))
            SignInAnew(session);
        else if (ClientCodes.IsTransient(code) || code is ClientCodes.Reload or ClientCodes.Internal)
            await backoff.WaitAsync(session.Ended);
        else
            throw new ConsultException(code);
    }

    private void Receive(HubSession session, string target, JsonElement argument)
    {
        switch (target)
        {
            case "frame":
                Deliver(session, Wire.Read<FeedFrame>(argument));
                break;
            case "signal":
                Signalled?.Invoke(Wire.Read<FeedSignal>(argument));
                break;
            case "stop":
                Stop(session, Wire.Read<StopNotice>(argument));
                break;
            case "bye":
                session.Farewell = Wire.Read<ByeNotice>(argument);
                if (ClientCodes.WantsSignIn(session.Farewell.Code))
                    _http.ForgetSignIn();
                break;
        }
    }

    private void Deliver(HubSession session, FeedFrame frame)
    {
        if (Find(frame.Feed) is not { } subscription)
            return;
        switch (subscription.Offer(session, frame))
        {
            case FeedSubscription.Offered.Hole:
                session.End();
                break;
            case FeedSubscription.Offered.NoRoom:
                _ = session.TellAsync("Unsubscribe", [frame.Feed], CancellationToken.None);
                break;
        }
    }

    private void Stop(HubSession session, StopNotice notice)
    {
        if (Find(notice.Feed) is not { } subscription)
            return;
        if (notice.Code == ClientCodes.Reload)
            subscription.Reset();
        if (notice.Code == ClientCodes.Reload || ClientCodes.IsTransient(notice.Code))
        {
            _ = AttachAsync(session, subscription);
            return;
        }
        Remove(subscription);
        subscription.Complete(new ConsultException(notice.Code));
    }

    private void SignInAnew(HubSession session)
    {
        _http.ForgetSignIn();
        session.End();
    }

    private FeedSubscription? Find(string feed)
    {
        lock (_gate)
            return _subscriptions.GetValueOrDefault(feed);
    }

    private bool Remove(FeedSubscription subscription)
    {
        lock (_gate)
        {
            return _subscriptions.TryGetValue(subscription.Feed, out var known)
                && known == subscription
                && _subscriptions.Remove(subscription.Feed);
        }
    }

    private void EndSubscriptions(ConsultException? why)
    {
        FeedSubscription[] ended;
        lock (_gate)
        {
            ended = [.. _subscriptions.Values];
            _subscriptions.Clear();
        }
        foreach (var subscription in ended)
            subscription.Complete(why);
    }
}
