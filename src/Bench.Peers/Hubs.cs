using Microsoft.AspNetCore.SignalR;

namespace Consult.Bench.Peers;

/// <summary>What a client posts.</summary>
/// <param name="Text">The message.</param>
internal sealed record Content(string Text);

/// <summary>A message on its way to a room.</summary>
internal sealed record Message(string Feed, long Seq, string Id, DateTimeOffset At, string Text);

/// <summary>The answer to a call; the same members as Consult's.</summary>
internal sealed record Result(string? Code, long Head);

/// <summary>A plain chat hub: insert, commit, send to the group.</summary>
internal sealed class NaiveHub(IMessageTable table, TimeProvider clock) : Hub
{
    /// <summary>Enters a room.</summary>
    public async Task<Result> Subscribe(string feed, string position)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, feed);
        return new(null, long.Parse(position, null));
    }

    /// <summary>Stores a message durably, then sends it to the room.</summary>
    public async Task<Result> Post(string feed, string id, Content content)
    {
        var at = clock.GetUtcNow();
        var seq = await table.InsertAsync(feed, id, at, content.Text, Context.ConnectionAborted);
        await Clients.Group(feed).SendAsync("message", new Message(feed, seq, id, at, content.Text), Context.ConnectionAborted);
        return new(null, seq);
    }
}

/// <summary>What SignalR does at best: nothing is stored.</summary>
internal sealed class LimitHub(TimeProvider clock) : Hub
{
    private static long _seq;

    /// <summary>Enters a room.</summary>
    public async Task<Result> Subscribe(string feed, string position)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, feed);
        return new(null, long.Parse(position, null));
    }

    /// <summary>Sends a message to the room.</summary>
    public async Task<Result> Post(string feed, string id, Content content)
    {
        var seq = Interlocked.Increment(ref _seq);
        await Clients.Group(feed).SendAsync(
            "message", new Message(feed, seq, id, clock.GetUtcNow(), content.Text), Context.ConnectionAborted);
        return new(null, seq);
    }
}

/// <summary>
/// What a careful .NET team writes for a busy room: what comes within a tick goes out as one message. Nothing is stored.
/// </summary>
internal sealed class BatchedHub(Batches batches, TimeProvider clock) : Hub
{
    private static long _seq;

    /// <summary>Enters a room.</summary>
    public async Task<Result> Subscribe(string feed, string position)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, feed);
        return new(null, long.Parse(position, null));
    }

    /// <summary>Puts a message into the room's next batch.</summary>
    public Result Post(string feed, string id, Content content)
    {
        var seq = Interlocked.Increment(ref _seq);
        batches.Add(new(feed, seq, id, clock.GetUtcNow(), content.Text));
        return new(null, seq);
    }
}

/// <summary>Sends what has come, 20 times a second.</summary>
internal sealed class Batches(IHubContext<BatchedHub> hub, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private List<Message> _waiting = [];

    /// <summary>Takes a message along with the next tick.</summary>
    public void Add(Message message)
    {
        lock (_lock) _waiting.Add(message);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            List<Message> batch;
            lock (_lock) (batch, _waiting) = (_waiting, []);
            foreach (var room in batch.GroupBy(message => message.Feed))
                await hub.Clients.Group(room.Key).SendAsync("messages", room.ToList(), stoppingToken);
        }
    }
}
