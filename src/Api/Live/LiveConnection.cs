using System.Collections.Concurrent;
using System.Threading.Channels;
using Consult.Api.SignIn;
using Consult.Feeds;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>
/// One client's connection with a queue of our own. SignalR's sends wait on a slow socket without bound; here nobody
/// waits for a socket but its own pump: whoever does not read in time is told to resume and disconnected.
/// </summary>
internal sealed class LiveConnection
{
    /// <summary>The most that may wait for one connection, in bytes.</summary>
    public const int MaxQueued = 256 * 1024;

    /// <summary>How long a client has to take its <c>bye</c>.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly HubConnectionContext _socket;
    private readonly TimeProvider _clock;
    private readonly Channel<OutgoingMessage> _queue = Channel.CreateUnbounded<OutgoingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<FeedId, Subscription> _subscriptions = new();
    private readonly Task _pump;

    // The end of the request, not of the hub's connection: that ends while the last message is still on its way out,
    // and whoever stops the server then would cut it off.
    private readonly TaskCompletionSource _socketClosed = NewSignal();

    private TaskCompletionSource _room = NewSignal();
    private int _queued;
    private OutgoingMessage? _bye;

    public LiveConnection(HubConnectionContext socket, SignedIn who, TimeProvider clock)
    {
        (_socket, _clock, Who) = (socket, clock, who);
        socket.GetHttpContext()?.Response.OnCompleted(() =>
        {
            _socketClosed.TrySetResult();
            return Task.CompletedTask;
        });
        if (socket.Features.Get<IConnectionTransportFeature>() is { } connection)
            connection.Transport = new WholeMessages(connection.Transport);
        _pump = PumpAsync();
    }

    /// <summary>Who is connected.</summary>
    public SignedIn Who { get; }

    /// <summary>The connection's name.</summary>
    public string Id => _socket.ConnectionId;

    /// <summary>Ends when the connection does.</summary>
    public CancellationToken Closed => _socket.ConnectionAborted;

    /// <summary>How many feeds it watches.</summary>
    public int SubscriptionCount => _subscriptions.Count;

    /// <summary>The feeds it watches.</summary>
    public ICollection<FeedId> WatchedFeeds() => _subscriptions.Keys;

    /// <summary>Notes that it watches a feed.</summary>
    public void Remember(Subscription subscription, FeedId feed) => _subscriptions[feed] = subscription;

    /// <summary>Notes that it no longer watches a feed.</summary>
    public Subscription? Forget(FeedId feed) => _subscriptions.TryRemove(feed, out var subscription) ? subscription : null;

    /// <summary>The same, unless it has subscribed anew meanwhile.</summary>
    public void Forget(FeedId feed, Subscription subscription) => _subscriptions.TryRemove(new(feed, subscription));

    /// <summary>
    /// Queues a message, never waiting. Beyond <see cref="MaxQueued"/> bytes the connection is closed with
    /// <see cref="Codes.Slow"/> and the message is gone; the client's position says what it has not seen.
    /// </summary>
    public void Send(OutgoingMessage message)
    {
        if (Interlocked.Add(ref _queued, message.Size) > MaxQueued) Close(Codes.Slow);
        else _queue.Writer.TryWrite(message);
    }

    /// <summary>Queues a signal, unless the connection is behind: signals are shed first.</summary>
    /// <returns>False when it was shed.</returns>
    public bool TrySendSignal(OutgoingMessage message)
    {
        if (Volatile.Read(ref _queued) >= MaxQueued / 2) return false;
        Send(message);
        return true;
    }

    /// <summary>Waits until half the queue is free, so that a long resume goes at the reader's pace.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _queued) > MaxQueued / 2)
        {
            var room = Volatile.Read(ref _room);
            if (Volatile.Read(ref _queued) > MaxQueued / 2) await room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Says why, and closes. What was still queued is dropped: the client resumes from its position.</summary>
    public void Close(string code)
    {
        lock (_queue)
        {
            if (_bye is not null) return;
            _bye = HubFrames.Bye(code);
        }
        _queue.Writer.TryComplete();
        Ending = EndAsync();
    }

    /// <summary>Done once the client has had its time to hear why.</summary>
    public Task Ending { get; private set; } = Task.CompletedTask;

    private async Task EndAsync()
    {
        await Task.WhenAny(_pump, Task.Delay(Farewell, _clock));
        if (_pump.IsCompleted && _socket.Features.Get<IConnectionLifetimeNotificationFeature>() is { } connection)
        {
            // Closed in good order, because Abort tells the official clients never to come back.
            connection.RequestClose();
            await Task.WhenAny(_socketClosed.Task, Task.Delay(Farewell, _clock));
        }
        // A socket that took nothing, not even the farewell, does not take a close either.
        _socket.Abort();
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(Closed))
            {
                if (_bye is not null) break;
                await _socket.WriteAsync(message.Message, Closed);
                if (Interlocked.Add(ref _queued, -message.Size) <= MaxQueued / 2)
                    Interlocked.Exchange(ref _room, NewSignal()).TrySetResult();
            }
            if (_bye is { } bye) await _socket.WriteAsync(bye.Message, Closed);
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
