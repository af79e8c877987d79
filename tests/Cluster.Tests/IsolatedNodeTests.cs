using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>
/// Node A is cut off from the others, who have moved its actors to B. It does not know, and goes on answering its own
/// clients.
/// </summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class IsolatedNodeTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    [StoreFact]
    public async Task What_it_answers_from_its_state_is_a_true_past_that_says_how_old_it_is()
    {
        await RegisterAsync();
        await IsolateAsync();
        await AcceptAsync(B, Note("at B"));

        var (old, current) = (await A.Patient.View(), await B.Patient.View());

        var events = await EventsAsync(Feed);
        (old.Code, old.Position, old.Value!.Inbox.Length).ShouldBe((null, events[0].Envelope.Position, 0));
        (current.Code, current.Position, current.Value!.Inbox.Length).ShouldBe((null, events[1].Envelope.Position, 1));
    }

    [StoreFact]
    public async Task What_it_accepts_is_fenced_until_it_has_read_what_the_others_did()
    {
        await RegisterAsync();
        await IsolateAsync();
        await AcceptAsync(B, Note("at B"));

        (await A.Patient.Execute(Note("at A")).Limited()).Code.ShouldBe(Codes.Busy);
        await AcceptAsync(A, Note("at A"));

        (await CausesAsync()).ShouldBe(["register", "at B", "at A"]);
        // Now B is the one that is behind.
        (await B.Patient.Execute(Note("again at B")).Limited()).Code.ShouldBe(Codes.Busy);
        await AcceptAsync(B, Note("again at B"));
        (await CausesAsync()).ShouldBe(["register", "at B", "at A", "again at B"]);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task What_it_refuses_on_an_outdated_state_the_client_learns_with_the_position_it_rests_on()
    {
        await RegisterAsync();
        await IsolateAsync();
        var note = (await AcceptAsync(B, Note("at B"))).Seq;

        // At A there is no such note yet.
        var refused = await A.Patient.Execute(new(new("read"), Self, new MarkInboxRead(note))).Limited();

        (refused.Code, refused.Position).ShouldBe((Codes.Invalid, (await EventsAsync(Feed))[0].Envelope.Position));
        await AcceptAsync(B, new(new("read"), Self, new MarkInboxRead(note)));
    }

    [StoreFact]
    public async Task A_reader_attached_to_it_is_shown_within_a_renewal_what_was_done_elsewhere()
    {
        await RegisterAsync();
        var reader = await ReadAsync(A);
        await IsolateAsync();
        await AcceptAsync(B, Note("at B"));

        await A.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_reader_attached_to_it_goes_on_elsewhere_from_its_position_and_is_shown_nothing_twice()
    {
        await RegisterAsync();
        var reader = await ReadAsync(A);
        await ShouldHaveSeenAllAsync(reader);
        await IsolateAsync();
        foreach (var id in new[] { "1", "2" }) await AcceptAsync(B, Note(id));

        A.Kill();
        var moved = await ReadAsync(B, reader.Position);

        await AcceptAsync(B, Note("3"));
        await moved.ReachAsync(4);
        moved.Events.ShouldBe([(2, "1"), (3, "2"), (4, "3")]);
    }

    [StoreFact]
    public async Task A_reader_whose_renewal_meets_an_outdated_activation_is_not_told_to_reload()
    {
        await RegisterAsync();
        var reader = await ReadAsync(C);
        await IsolateAsync();
        await C.RenewAsync().Limited();
        await AcceptAsync(B, Note("at B"));
        await ShouldHaveSeenAllAsync(reader);

        // The wires are whole again, and the actor is sought at A, which still knows one event.
        Router.Rejoin(A);
        Router.Move(Feed, A);
        await C.RenewAsync().Limited();

        (await A.Patient.Execute(Note("at A")).Limited()).Code.ShouldBe(Codes.Busy);
        await AcceptAsync(A, Note("at A"));
        await ShouldHaveSeenAllAsync(reader);
        reader.Stopped.ShouldBeNull();
    }

    [StoreFact]
    public async Task Without_the_database_it_acknowledges_nothing_and_afterwards_each_command_has_one_effect()
    {
        await RegisterAsync();
        await IsolateAsync();
        A.Store.Fail(Feed, AppendOutcome.Unknown);
        A.Store.Unreadable = Feed;

        (await SendAtAAsync("1")).Code.ShouldBe(Codes.Unknown);
        (await SendAtAAsync("1")).Code.ShouldBe(Codes.Busy, "it cannot load its log");
        (await SendAtAAsync("2")).Code.ShouldBe(Codes.Busy);
        await Should.ThrowAsync<StoreAwayException>(A.Patient.View().Limited());
        (await CausesAsync()).ShouldBe(["register"]);

        A.Store.Unreadable = null;
        foreach (var id in new[] { "1", "2" }) (await SendAtAAsync(id)).Code.ShouldBeNull();
        (await CausesAsync()).ShouldBe(["register", "1", "2"]);
    }

    /// <summary>The others have moved the patient to B; A has not heard of it.</summary>
    private async Task IsolateAsync()
    {
        Router.Isolate(A);
        Router.Move(Feed, B);
        (await B.Patient.View().Limited()).Position.Seq.ShouldBe(1);
    }

    private Task<Answer> SendAtAAsync(string id)
    {
        var who = new SignedIn(Account, Role.Patient, null, Timers.GetUtcNow().AddDays(1));
        return A.Commands.SendAsync(who, id, Feed, new GrantRelation(new($"a-carer-{id}"), Relation.Carer), None).Limited();
    }
}
