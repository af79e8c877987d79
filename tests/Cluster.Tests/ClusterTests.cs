using System.Collections.Immutable;
using System.Reflection;
using Consult.Cluster.Tests.Nodes;
using Consult.Cluster.Tests.Wires;
using Consult.Feeds;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Postgres;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using Consult.Testing;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>Tests that share one server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTestGroup : ICollectionFixture<PostgresCluster>
{
    public const string Name = "cluster";
}

/// <summary>
/// Three nodes over one database, with a router between them and one clock that stands still. Actors live at A unless a
/// test moves them.
/// </summary>
public abstract class ClusterTests(PostgresCluster postgres) : IAsyncLifetime
{
    // Calls to the database take real time.
    private readonly PostgresFixture _record = new(postgres) { Time = TimeProvider.System };
    private readonly VirtualClock _clock = new();
    private readonly List<IAsyncDisposable> _open = [];

    /// <summary>The feed the tests are about.</summary>
    private protected static FeedId Feed => Patient.Feed;

    private protected Router Router { get; } = new();

    private protected TimerProbe Timers { get; private set; } = null!;

    private protected Node A { get; private set; } = null!;

    private protected Node B { get; private set; } = null!;

    private protected Node C { get; private set; } = null!;

    /// <summary>What node A is built of.</summary>
    private protected virtual Assembly GrainsOfA => typeof(FeedServices).Assembly;

    public async Task InitializeAsync()
    {
        await _record.OpenAsync();
        Timers = new(_clock);
        A = await StartAsync("A", GrainsOfA);
        B = await StartAsync("B", typeof(FeedServices).Assembly);
        C = await StartAsync("C", typeof(FeedServices).Assembly);
    }

    public async Task DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open)) await open.DisposeAsync();
        await _record.EndAsync();
    }

    private protected void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>Registers the patient of that feed.</summary>
    private protected async Task RegisterAsync()
    {
        await AcceptAsync(A, Register("register"));
        await WhenReactedAsync(A, 1);
    }

    /// <summary>Sends a command from a node, which must be accepted.</summary>
    private protected static async Task<Position> AcceptAsync(Node from, Request request)
    {
        var answer = await from.Patient.Execute(request).Limited();
        answer.Code.ShouldBeNull();
        return answer.Position;
    }

    /// <summary>Ends when a node has sent every reaction up to an event, and that is on disk.</summary>
    private protected static Task WhenReactedAsync(Node at, long seq) =>
        at.Store.WhenCommitted(append => append.Feed == Feed && append.Reacted >= seq);

    /// <summary>Somebody who acts for the patient, and watches at a node; from a position on when there is one.</summary>
    private protected async Task<Reader> ReadAsync(Node at, Position from = default, string account = "a-1", FeedId? feed = null)
    {
        var reader = Open(at, account);
        (await reader.SubscribeAsync(feed ?? Feed, from)).ShouldBeNull();
        return reader;
    }

    /// <summary>A connection at a node that watches nothing yet.</summary>
    private protected Reader Open(Node at, string account = "a-1")
    {
        var reader = new Reader(at, account, _clock);
        _open.Add(reader);
        return reader;
    }

    /// <summary>All events of a feed, as the database has them.</summary>
    private protected async Task<ImmutableArray<FeedEvent>> EventsAsync(FeedId feed) =>
        await _record.Store.ReadAsync(feed, 0, 1_000, None);

    /// <summary>The commands that caused the patient's events, in order.</summary>
    private protected async Task<string[]> CausesAsync() =>
        [.. (await EventsAsync(Feed)).Select(e => e.Envelope.Command.Value)];

    /// <summary>Asserts that a reader was shown every event there is, once and in order.</summary>
    private protected async Task ShouldHaveSeenAllAsync(Reader reader)
    {
        var events = await EventsAsync(Feed);
        await reader.ReachAsync(events.Length);
        reader.Events.ShouldBe(events.Select(e => (e.Envelope.Seq, e.Envelope.Command.Value)));
    }

    /// <summary>Asserts that what is stored is one unbroken record.</summary>
    private protected async Task VerifyAsync() =>
        (await new RecordVerifier(_record.Store, _record.Keys).VerifyAsync(None)).Findings.ShouldBeEmpty();

    private async Task<Node> StartAsync(string name, Assembly grains)
    {
        // Deaf, as a node is that has lost its listening connection: what is promised must hold without it.
        var node = new Node(name, PostgresStorage.Open(await _record.OpeningAsync() with { Listens = false }), Timers, Router, grains);
        _open.Insert(0, node);
        return node;
    }
}
