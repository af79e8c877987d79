using Consult.Api.Live;
using Consult.Cluster.Tests.Wires;
using Consult.Feeds;
using Consult.Patients;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>Node A dies with its actors in the middle of their work. Nobody deactivates anything.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class DeadNodeTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly FeedId Other = new(FeedKinds.Patient, "p-2");

    [StoreFact]
    public async Task Readers_elsewhere_go_on_after_the_next_renewal_and_miss_nothing_that_was_acknowledged()
    {
        await RegisterAsync();
        var (atB, atC) = (await ReadAsync(B), await ReadAsync(C));
        await AcceptAsync(A, Note("seen"));
        await ShouldHaveSeenAllAsync(atB);
        await ShouldHaveSeenAllAsync(atC);
        var (lostToB, lostToC) = (Router.Drop(Parcels.Notice(to: B)), Router.Drop(Parcels.Notice(to: C)));
        await AcceptAsync(A, Note("acknowledged"));
        await Task.WhenAll(lostToB.Reached, lostToC.Reached);

        A.Kill();
        Router.Move(Feed, B);
        await B.RenewAsync().Limited();
        await C.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(atB);
        await ShouldHaveSeenAllAsync(atC);
        await AcceptAsync(C, Note("after the move"));
        await ShouldHaveSeenAllAsync(atB);
        await ShouldHaveSeenAllAsync(atC);
        (await CausesAsync()).ShouldBe(["register", "seen", "acknowledged", "after the move"]);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task Renewals_that_nobody_answers_end_and_the_first_one_after_the_move_repairs()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        var lostNotice = Router.Drop(Parcels.Notice(to: B));
        await AcceptAsync(A, Note("acknowledged"));
        await lostNotice.Reached;
        A.Kill();
        var unanswered = Router.See(Parcels.Watch(Feed));
        var renewal = B.RenewAsync();
        await unanswered.Reached;
        Advance(CallTimeout);
        await renewal.Limited();

        Router.Move(Feed, C);
        await B.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_command_that_was_not_yet_written_is_not_there_and_is_done_once_when_it_is_repeated()
    {
        await RegisterAsync();
        var held = A.Store.Hold(Feed);
        var unwritten = B.Patient.Execute(Note("x"));
        await held.Reached;
        A.Kill();
        held.Release();
        Router.Move(Feed, B);
        Advance(CallTimeout);
        await Should.ThrowAsync<TimeoutException>(unwritten.Limited());
        (await CausesAsync()).ShouldBe(["register"]);

        await AcceptAsync(B, Note("x"));

        (await CausesAsync()).ShouldBe(["register", "x"]);
    }

    [StoreFact]
    public async Task A_command_whose_commit_its_node_did_not_live_to_answer_is_there_and_has_no_second_effect()
    {
        await RegisterAsync();
        var lost = Router.Drop(Parcels.AnswerOf(Feed));
        _ = B.Patient.Execute(Note("x"));
        await lost.Reached;
        A.Kill();
        Router.Move(Feed, B);

        var answer = await AcceptAsync(B, Note("x"));

        (await CausesAsync()).ShouldBe(["register", "x"]);
        answer.ShouldBe((await EventsAsync(Feed))[1].Envelope.Position);
    }

    [StoreFact]
    public async Task A_renewal_that_a_dead_node_does_not_answer_keeps_no_other_feed_from_being_renewed()
    {
        await RegisterAsync();
        await RegisterOtherAsync();
        await ReadAsync(B);
        await ReadAsync(B, feed: Other);
        A.Kill();
        var renewedTwice = Task.WhenAll(Router.See(Parcels.Watch(Other)).Reached, Router.See(Parcels.Watch(Other)).Reached);
        await B.Relay.StartAsync(None);

        // Time stands still: the renewal that A does not answer does not end.
        while (!renewedTwice.IsCompleted)
        {
            Timers.Fire(Leases.Renewal / Relay.Portions);
            (await EventsAsync(Other)).ShouldNotBeEmpty();
        }

        await renewedTwice;
        await B.Relay.StopAsync(None);
    }

    [StoreFact]
    public async Task A_reader_who_leaves_while_a_node_is_dead_leaves_every_feed()
    {
        await RegisterAsync();
        await RegisterOtherAsync();
        var reader = Open(B);
        (await reader.SubscribeAsync(Feed)).ShouldBeNull();
        (await reader.SubscribeAsync(Other)).ShouldBeNull();
        A.Kill();
        var farewell = Router.See(Parcels.Unwatch(Other));

        await reader.LeaveAsync().Limited();

        await farewell.Reached;
    }

    /// <summary>Registers another patient, who lives at node C.</summary>
    private async Task RegisterOtherAsync()
    {
        Router.Move(Other, C);
        var other = C.Grains.GetGrain<IPatientGrain>(Other.Key);
        (await other.Execute(Register("other", by: Self with { For = new(Other.Key) })).Limited()).Code.ShouldBeNull();
    }
}
