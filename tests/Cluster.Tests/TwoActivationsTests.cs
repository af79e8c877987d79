using Consult.Cluster.Tests.Nodes;
using Consult.Feeds;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>One actor is active at two nodes, because one of them has not heard yet that it moved.</summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class TwoActivationsTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    [StoreFact]
    public async Task Both_decide_one_appends_and_the_others_command_is_busy_and_then_succeeds_under_its_id()
    {
        await RegisterAsync();
        Router.Move(Feed, B, heardBy: B);
        var held = A.Store.Hold(Feed);
        var loser = A.Patient.Execute(Note("a"));
        await held.Reached;
        await AcceptAsync(B, Note("b"));

        held.Release();

        (await loser.Limited()).Code.ShouldBe(Codes.Busy);
        await AcceptAsync(A, Note("a"));
        (await CausesAsync()).ShouldBe(["register", "b", "a"]);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task A_batch_that_follows_a_lost_one_does_not_slip_in_behind_as_many_events_of_the_other()
    {
        await RegisterAsync();
        Router.Move(Feed, B, heardBy: B);
        var held = A.Store.Hold(Feed);
        var losers = new[] { A.Patient.Execute(Note("a-1")), A.Patient.Execute(Note("a-2")), A.Patient.Execute(Note("a-3")) };
        await held.Reached;
        await TurnAsync(A.Patient);
        // The first of A's batches is lost by number and tag; the second fits by number.
        await AcceptAsync(B, Note("b"));

        held.Release();

        (await Task.WhenAll(losers).Limited()).ShouldAllBe(answer => answer.Code == Codes.Busy);
        (await CausesAsync()).ShouldBe(["register", "b"]);
        foreach (var id in new[] { "a-1", "a-2", "a-3" }) await AcceptAsync(A, Note(id));
        (await CausesAsync()).ShouldBe(["register", "b", "a-1", "a-2", "a-3"]);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task With_many_commands_in_flight_at_both_the_log_has_each_once_and_is_never_mixed()
    {
        await RegisterAsync();
        Router.Move(Feed, B, heardBy: B);
        var ids = new[] { A, B }.SelectMany(node => Enumerable.Range(0, 40).Select(i => (Node: node, Id: $"{node}-{i}"))).ToList();

        var answers = await Task.WhenAll(ids.Select(sent => UntilAcceptedAsync(sent.Node, sent.Id)));

        var events = await EventsAsync(Feed);
        events.Skip(1).Select(e => e.Envelope.Command.Value).Order().ShouldBe(ids.Select(sent => sent.Id).Order());
        answers.Select(answer => answer.Position).ShouldBe(events.Skip(1).Select(e => e.Envelope.Position), ignoreOrder: true);
        await VerifyAsync();
    }

    [StoreFact]
    public async Task What_one_accepted_the_other_answers_alike_and_does_not_do_again()
    {
        await RegisterAsync();
        Router.Move(Feed, B, heardBy: B);
        var first = await AcceptAsync(B, Note("x"));

        // A does not know of it: it decides, is fenced, and finds the command when it has loaded the log.
        (await A.Patient.Execute(Note("x")).Limited()).Code.ShouldBe(Codes.Busy);
        (await AcceptAsync(A, Note("x"))).ShouldBe(first);

        (await CausesAsync()).ShouldBe(["register", "x"]);
    }

    // Each round at least one of both appends, so this ends.
    private static async Task<Answer> UntilAcceptedAsync(Node node, string id)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var answer = await node.Patient.Execute(Note(id)).Limited();
            if (answer.IsAccepted) return answer;
            answer.Code.ShouldBe(Codes.Busy);
        }
        throw new TimeoutException($"{id} was never accepted.");
    }
}
