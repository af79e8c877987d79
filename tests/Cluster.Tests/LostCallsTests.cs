using Consult.Api.SignIn;
using Consult.Cluster.Tests.Nodes;
using Consult.Cluster.Tests.Wires;
using Consult.Feeds;
using Consult.Patients;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>Calls between nodes get lost, are late, come twice and overtake each other; a command's id makes up for it.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class LostCallsTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    [StoreFact]
    public async Task A_call_whose_answer_is_lost_is_unknown_and_its_repetition_has_the_answer_and_no_second_effect()
    {
        await RegisterAsync();
        var lost = Router.Drop(Parcels.AnswerOf(Feed));
        var first = GrantAsync(B);
        await lost.Reached;
        await WhenReactedAsync(A, 2);

        Advance(CallTimeout);

        (await first.Limited()).Code.ShouldBe(Codes.Unknown);
        await ShouldBeDoneOnceAsync(await GrantAsync(B));
    }

    [StoreFact]
    public async Task A_call_that_is_lost_is_unknown_and_its_repetition_is_the_first_that_counts()
    {
        await RegisterAsync();
        var lost = Router.Drop(Parcels.Command(Feed));
        var first = GrantAsync(B);
        await lost.Reached;

        Advance(CallTimeout);

        (await first.Limited()).Code.ShouldBe(Codes.Unknown);
        (await CausesAsync()).ShouldBe(["register"]);
        await ShouldBeDoneOnceAsync(await GrantAsync(B));
    }

    [StoreFact]
    public async Task A_call_that_comes_twice_has_one_effect()
    {
        await RegisterAsync();
        var twice = Router.Double(Parcels.Command(Feed));
        var answer = await GrantAsync(B);

        await ArriveAsync(twice);

        await ShouldBeDoneOnceAsync(answer);
    }

    [StoreFact]
    public async Task A_call_that_comes_again_while_it_is_being_written_has_one_effect()
    {
        await RegisterAsync();
        var twice = Router.Double(Parcels.Command(Feed));
        var held = A.Store.Hold(Feed);
        var answer = GrantAsync(B);
        await held.Reached;

        twice.Release();
        await TurnAsync(A.Patient);
        held.Release();

        await ShouldBeDoneOnceAsync(await answer.Limited());
    }

    [StoreFact]
    public async Task A_call_that_its_own_repetition_overtakes_has_no_second_effect()
    {
        await RegisterAsync();
        var late = await LoseTrackAsync();
        var repeated = await GrantAsync(B);

        await ArriveAsync(late);

        await ShouldBeDoneOnceAsync(repeated);
    }

    [StoreFact]
    public async Task A_call_that_comes_late_to_where_its_actor_no_longer_lives_has_no_second_effect()
    {
        await RegisterAsync();
        var late = await LoseTrackAsync();
        Router.Move(Feed, C);
        var repeated = await GrantAsync(B);

        // The activation at A is as it was: it knows nothing of the repetition, decides, and is fenced.
        await ArriveAsync(late);

        await ShouldBeDoneOnceAsync(repeated);
    }

    [StoreFact]
    public async Task Commands_that_overtake_each_other_are_each_done_once_in_the_order_of_their_arrival()
    {
        await RegisterAsync();
        var held = Router.Hold(Parcels.Command(Feed));
        var first = B.Patient.Execute(Note("first"));
        await held.Reached;
        await AcceptAsync(B, Note("second"));

        held.Release();

        (await first.Limited()).IsAccepted.ShouldBeTrue();
        (await CausesAsync()).ShouldBe(["register", "second", "first"]);
    }

    /// <summary>Holds the call until its sender has given up.</summary>
    private async Task<Scripted> LoseTrackAsync()
    {
        var late = Router.Hold(Parcels.Command(Feed));
        var first = GrantAsync(B);
        await late.Reached;
        Advance(CallTimeout);
        (await first.Limited()).Code.ShouldBe(Codes.Unknown);
        return late;
    }

    /// <summary>Lets a call go that was held or doubled, until its actor has answered.</summary>
    private async Task ArriveAsync(Scripted call)
    {
        var answered = Router.See(Parcels.AnswerOf(Feed));
        call.Release();
        await answered.Reached;
    }

    private async Task ShouldBeDoneOnceAsync(Answer answer)
    {
        answer.Code.ShouldBeNull();
        var events = await EventsAsync(Feed);
        events.Select(e => e.Envelope.Command.Value).ShouldBe(["register", "grant"]);
        answer.Position.ShouldBe(events[1].Envelope.Position);
        (await GrantAsync(C).Limited()).ShouldBe(answer, "another API node says the same");
        await VerifyAsync();
    }

    private Task<Answer> GrantAsync(Node at)
    {
        var who = new SignedIn(Account, Role.Patient, null, Timers.GetUtcNow().AddDays(1));
        return at.Commands.SendAsync(who, "grant", Feed, new GrantRelation(new("a-2"), Relation.Carer), None);
    }
}
