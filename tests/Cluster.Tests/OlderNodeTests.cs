using System.Reflection;
using Consult.Cluster.Tests.Nodes;
using Consult.Feeds;
using Consult.Patients;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using Microsoft.Extensions.Logging;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>In the middle of an upgrade: node A does not know an event that B and C write.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class OlderNodeTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private const int Quarantined = 2000;
    private static readonly FeedId Other = new(FeedKinds.Patient, "p-2");

    private protected override Assembly GrainsOfA { get; } = new OlderGrains();

    [StoreFact]
    public async Task A_feed_with_a_newer_event_is_quarantined_at_the_older_node_with_an_alarm_and_never_written_there()
    {
        await WriteNewerEventAsync();
        Router.Move(Feed, A);

        (await C.Patient.Execute(Note("to the older")).Limited()).Code.ShouldBe(Codes.Quarantined);
        (await C.Patient.View().Limited()).Code.ShouldBe(Codes.Quarantined);

        A.Log.Entries.ShouldContain(entry => entry.Id == Quarantined && entry.Level == LogLevel.Critical);
        A.Store.Offered(Feed).ShouldBe(0);
        (await CausesAsync()).ShouldBe(["register", "note", "newer"]);
    }

    [StoreFact]
    public async Task The_newer_node_serves_it_as_soon_as_it_lives_there_again()
    {
        await WriteNewerEventAsync();
        Router.Move(Feed, A);
        (await C.Patient.Execute(Note("x")).Limited()).Code.ShouldBe(Codes.Quarantined);

        Router.Move(Feed, B);

        await AcceptAsync(C, Note("x"));
        await AcceptAsync(A, Note("from a client of the older node"));
        (await CausesAsync()).ShouldBe(["register", "note", "newer", "x", "from a client of the older node"]);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task Other_feeds_live_at_the_older_node()
    {
        await WriteNewerEventAsync();
        Router.Move(Feed, A);
        (await C.Patient.View().Limited()).Code.ShouldBe(Codes.Quarantined);

        var other = C.Grains.GetGrain<IPatientGrain>(Other.Key);
        (await other.Execute(Register("other", by: Self with { For = new(Other.Key) })).Limited()).Code.ShouldBeNull();

        (await EventsAsync(Other)).ShouldHaveSingleItem();
        A.Store.Offered(Other).ShouldBeGreaterThan(0);
    }

    [StoreFact]
    public async Task A_reader_at_the_older_node_is_shown_the_newer_event()
    {
        Router.Move(Feed, B);
        await RegisterAtAsync(B);
        var live = await ReadAsync(A);
        await WriteNewerEventAsync(isRegistered: true);

        await ShouldHaveSeenAllAsync(live);
        await ShouldHaveSeenAllAsync(await ReadAsync(A));
    }

    [StoreFact]
    public async Task An_activation_at_the_older_node_that_meets_the_newer_event_is_quarantined_and_overwrites_nothing()
    {
        await RegisterAtAsync(A);
        Router.Move(Feed, B, heardBy: [B, C]);
        await WriteNewerEventAsync(isRegistered: true);

        // Fenced first, because it does not know that there is something new; then it reads what.
        (await A.Patient.Execute(Note("x")).Limited()).Code.ShouldBe(Codes.Busy);
        (await A.Patient.Execute(Note("x")).Limited()).Code.ShouldBe(Codes.Quarantined);

        await AcceptAsync(B, Note("x"));
        (await CausesAsync()).ShouldBe(["register", "note", "newer", "x"]);
        await VerifyAsync();
    }

    private static async Task RegisterAtAsync(Node node)
    {
        await AcceptAsync(node, Register("register"));
        await WhenReactedAsync(node, 1);
    }

    /// <summary>The patient's inbox is read at B: an event that the older node does not know.</summary>
    private async Task WriteNewerEventAsync(bool isRegistered = false)
    {
        Router.Move(Feed, B, heardBy: [B, C]);
        if (!isRegistered) await RegisterAtAsync(B);
        var note = await AcceptAsync(B, Note("note"));
        await AcceptAsync(B, new(new("newer"), Self, new MarkInboxRead(note.Seq)));
    }
}
