using Consult.Client;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Groups;

/// <summary>Somebody who watches feeds with the official client, and keeps every event it was given, in order.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly LiveConnection _live;
    private readonly Dictionary<string, Watched> _watched = [];

    private Listener(HttpClient http, LiveConnection live) => (_http, _live) = (http, live);

    public static Listener Open(TestServer server, Person person)
    {
        var (http, options) = (new HttpClient { BaseAddress = server.Url }, new ClientOptions());
        return new(http, LiveConnection.Start(new(http, _ => Task.FromResult(person.Token), options), options));
    }

    /// <summary>Watches a feed from its start.</summary>
    public void Watch(string feed)
    {
        var watched = new Watched();
        _watched.Add(feed, watched);
        watched.Reading = ReadAsync(_live.Subscribe(feed, FeedPosition.Start), watched);
    }

    /// <summary>What was heard of a feed, as <see cref="HealthGroup"/> writes events.</summary>
    public string[] Heard(string feed)
    {
        lock (_watched[feed]) return [.. _watched[feed].Events];
    }

    /// <summary>Waits until a feed was heard up to a number, whether or not its events are for this listener.</summary>
    public async Task ReachAsync(string feed, long seq)
    {
        var watched = _watched[feed];
        TaskCompletionSource reached;
        lock (watched)
        {
            if (watched.Seq >= seq) return;
            watched.Waiting = reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            watched.WaitFor = seq;
        }
        await reached.Task.WaitAsync(Patience);
    }

    /// <summary>Why the server ended a subscription, once it did.</summary>
    public async Task<string?> EndAsync(string feed) => await _watched[feed].Reading.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        _http.Dispose();
    }

    private static async Task<string?> ReadAsync(FeedSubscription subscription, Watched watched)
    {
        try
        {
            await foreach (var item in subscription)
                if (item is FeedFrame frame) Take(watched, frame);
            return null;
        }
        catch (ConsultException refusal)
        {
            return refusal.Code;
        }
    }

    private static void Take(Watched watched, FeedFrame frame)
    {
        lock (watched)
        {
            foreach (var e in frame.Events) watched.Events.Add(HealthGroup.Shown(e.Seq, e.Type, e.Text("text"), e.Redacted));
            watched.Seq = frame.To.Seq;
            if (watched.Seq >= watched.WaitFor) watched.Waiting?.TrySetResult();
        }
    }

    private sealed class Watched
    {
        public List<string> Events { get; } = [];

        public long Seq { get; set; }

        public long WaitFor { get; set; }

        public TaskCompletionSource? Waiting { get; set; }

        public Task<string?> Reading { get; set; } = Task.FromResult<string?>(null);
    }
}
