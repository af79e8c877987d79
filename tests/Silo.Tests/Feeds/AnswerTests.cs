using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>Nothing leaves an actor before everything it rests on is on disk.</summary>
public abstract class AnswerTests(StoreFixture store) : KernelTests(store)
{
    [StoreFact]
    public async Task An_answer_waits_for_the_commit()
    {
        await using var host = await StartAsync();
        var held = host.Store.Hold(Patient.Feed);

        var answer = host.PatientGrain.Execute(Register("1"));
        await held.Reached;
        await TurnAsync(host.PatientGrain);

        answer.IsCompleted.ShouldBeFalse();
        held.Release();
        var given = await answer;
        given.IsAccepted.ShouldBeTrue();
        given.Position.ShouldBe((await host.EventsAsync(Patient.Feed))[0].Envelope.Position);
    }

    [StoreFact]
    public async Task A_refusal_waits_for_the_commit_it_rests_on()
    {
        await using var host = await StartAsync();
        var held = host.Store.Hold(Patient.Feed);
        var first = host.PatientGrain.Execute(Register("1"));
        await held.Reached;

        var refusal = host.PatientGrain.Execute(Register("2"));
        await TurnAsync(host.PatientGrain);

        refusal.IsCompleted.ShouldBeFalse();
        held.Release();
        (await refusal).Code.ShouldBe(Codes.PatientExists);
        (await first).IsAccepted.ShouldBeTrue();
    }

    [StoreFact]
    public async Task Many_commands_in_one_call_are_decided_in_their_order_and_each_has_its_own_answer()
    {
        await using var host = await StartAsync();
        var registered = await host.PatientGrain.Execute(Register("1"));

        var answers = await host.PatientGrain.ExecuteAll([Register("2"), Note("3"), Register("1"), Note("4"), Note("3", "another")]);

        answers.Select(answer => answer.Code).ShouldBe([Codes.PatientExists, null, null, null, Codes.CommandReused]);
        answers[2].Position.ShouldBe(registered.Position);
        (answers[1].Position.Seq, answers[3].Position.Seq).ShouldBe((2, 3));
    }

    [StoreFact]
    public async Task A_refusal_is_not_given_when_the_commit_it_rests_on_fails_and_the_retry_succeeds()
    {
        await using var host = await StartAsync();
        var held = host.Store.Hold(Patient.Feed);
        var first = host.PatientGrain.Execute(Register("1"));
        await held.Reached;
        var refusal = host.PatientGrain.Execute(Register("2"));
        await TurnAsync(host.PatientGrain);

        held.Fail(AppendOutcome.Busy);

        (await first).Code.ShouldBe(Codes.Busy);
        (await refusal).Code.ShouldBe(Codes.Busy);
        (await host.PatientGrain.Execute(Register("2"))).IsAccepted.ShouldBeTrue();
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task A_view_waits_for_the_commit_it_rests_on()
    {
        await using var host = await StartAsync();
        var held = host.Store.Hold(Patient.Feed);
        var answer = host.PatientGrain.Execute(Register("1", "Li Na"));
        await held.Reached;

        var view = host.PatientGrain.View();
        await TurnAsync(host.PatientGrain);

        view.IsCompleted.ShouldBeFalse();
        held.Release();
        var given = await view;
        given.Value!.Name.Value.ShouldBe("Li Na");
        given.Position.ShouldBe((await answer).Position);
    }

    [StoreFact]
    public async Task A_view_whose_basis_fails_shows_what_is_on_disk_instead()
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var note = host.PatientGrain.Execute(Note("1"));
        await held.Reached;
        var view = host.PatientGrain.View();
        await TurnAsync(host.PatientGrain);

        held.Fail(AppendOutcome.Busy);

        (await note).Code.ShouldBe(Codes.Busy);
        var given = await view;
        given.Value!.Inbox.ShouldBeEmpty();
        given.Position.Seq.ShouldBe(1);
    }

    [StoreFact]
    public async Task A_full_store_is_told_at_the_door_and_the_state_stays_as_it_was()
    {
        await using var host = await StartWithPatientAsync();
        var offered = host.Store.Offered(Patient.Feed);
        host.Store.IsFull = true;

        (await host.PatientGrain.Execute(Note("1"))).Code.ShouldBe(Codes.Busy);

        host.Store.Offered(Patient.Feed).ShouldBe(offered);
        (await host.PatientGrain.View()).Value!.Inbox.ShouldBeEmpty();
        host.Store.IsFull = false;
        (await host.PatientGrain.Execute(Note("1"))).Position.Seq.ShouldBe(2);
    }
}
