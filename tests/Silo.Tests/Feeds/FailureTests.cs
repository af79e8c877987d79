using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>Appends that fail, callers that leave, and a second activation.</summary>
public abstract class FailureTests(StoreFixture store) : KernelTests(store)
{
    [StoreFact]
    public async Task A_commit_whose_outcome_is_unknown_is_found_by_the_retry_and_took_effect_once()
    {
        await using var host = await StartWithPatientAsync();
        host.Store.LoseAnswer(Patient.Feed);

        (await host.PatientGrain.Execute(Note("1"))).Code.ShouldBe(Codes.Unknown);
        var retry = await host.PatientGrain.Execute(Note("1"));

        retry.IsAccepted.ShouldBeTrue();
        var events = await host.EventsAsync(Patient.Feed);
        events.Length.ShouldBe(2);
        retry.Position.ShouldBe(events[1].Envelope.Position);
    }

    [StoreFact]
    public async Task A_commit_whose_outcome_is_unknown_and_that_failed_takes_effect_at_the_retry()
    {
        await using var host = await StartWithPatientAsync();
        host.Store.Fail(Patient.Feed, AppendOutcome.Unknown);

        (await host.PatientGrain.Execute(Note("1"))).Code.ShouldBe(Codes.Unknown);

        (await host.PatientGrain.Execute(Note("1"))).Position.Seq.ShouldBe(2);
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(2);
    }

    [StoreTheory]
    [InlineData(AppendOutcome.Busy)]
    [InlineData(AppendOutcome.Fenced)]
    [InlineData(AppendOutcome.Rejected)]
    [InlineData(AppendOutcome.Unknown)]
    public async Task Commands_pipelined_over_an_append_that_fails_are_all_to_be_retried_and_the_actor_goes_on(AppendOutcome outcome)
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var commands = Enumerable.Range(0, 10).Select(i => host.PatientGrain.Execute(Note($"{i}"))).ToList();
        await TurnAsync(host.PatientGrain);

        held.Fail(outcome);

        var answers = await Task.WhenAll(commands);
        answers.ShouldAllBe(answer => !answer.IsAccepted && Codes.Info(answer.Code!).Retry);
        var retried = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => host.PatientGrain.Execute(Note($"{i}"))));
        retried.Select(answer => answer.Position.Seq).ShouldBe(Enumerable.Range(2, 10).Select(i => (long)i));
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(11);
        await host.VerifyAsync();
    }

    [StoreFact]
    public async Task A_caller_who_leaves_after_the_append_is_queued_harms_nobody_and_the_command_takes_effect()
    {
        await using var host = await StartWithPatientAsync();
        using var leaving = new CancellationTokenSource();
        var held = host.Store.Hold(Patient.Feed);
        var left = host.PatientGrain.Execute(Note("1"), leaving.Token);
        var stays = host.PatientGrain.Execute(Note("2"));
        await held.Reached;
        await TurnAsync(host.PatientGrain);

        await leaving.CancelAsync();
        held.Release();

        (await stays).Position.Seq.ShouldBe(3);
        (await host.PatientGrain.Execute(Note("1"))).Position.Seq.ShouldBe(2);
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(3);
        await Should.NotThrowAsync(async () => await Task.WhenAny(left));
    }

    [StoreFact]
    public async Task A_caller_who_leaves_while_the_log_is_read_has_no_effect_and_does_not_end_the_load_for_others()
    {
        await using var host = await StartWithPatientAsync();
        await host.RestartAsync();
        using var leaving = new CancellationTokenSource();
        var load = host.Store.HoldLoad(Patient.Feed);
        var left = host.PatientGrain.Execute(Note("1"), leaving.Token);
        await load.Reached;
        var stays = host.PatientGrain.Execute(Note("2"));
        await TurnAsync(host.PatientGrain);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        load.Release();

        (await stays).Position.Seq.ShouldBe(2);
        (await host.EventsAsync(Patient.Feed)).Select(e => e.Envelope.Command.Value).ShouldBe(["register", "2"]);
    }

    [StoreFact]
    public async Task A_load_that_fails_fails_those_who_wait_and_the_next_command_loads_again()
    {
        await using var host = await StartWithPatientAsync();
        await host.RestartAsync();
        host.Store.Unreadable = Patient.Feed;
        await Should.ThrowAsync<StoreAwayException>(host.PatientGrain.Execute(Note("1")));

        host.Store.Unreadable = null;

        (await host.PatientGrain.Execute(Note("1"))).Position.Seq.ShouldBe(2);
    }

    [StoreFact]
    public async Task An_actor_behind_another_activation_is_fenced_and_its_retry_lands_on_top()
    {
        await using var host = await StartWithPatientAsync();
        await host.AppendAsOtherAsync(Patient.Feed, "inbox.noted", """{"about":"consultation/c-9","kind":"other"}""");

        var fenced = await host.PatientGrain.Execute(Note("1"));
        var retry = await host.PatientGrain.Execute(Note("1"));

        fenced.Code.ShouldBe(Codes.Busy);
        retry.Position.Seq.ShouldBe(3);
        (await host.PatientGrain.View()).Value!.Inbox.Select(note => note.Kind).ShouldBe(["other", "consultation.accepted"]);
        await host.VerifyAsync();
    }

    [StoreFact]
    public async Task Of_many_commands_in_flight_on_an_outdated_activation_none_is_mixed_into_the_log()
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var commands = Enumerable.Range(0, 21).Select(i => host.PatientGrain.Execute(Note($"{i}"))).ToList();
        await held.Reached;
        await TurnAsync(host.PatientGrain);
        // As many as are lost before the last: its number alone would fit.
        for (var i = 0; i < 20; i++)
            await host.AppendAsOtherAsync(Patient.Feed, "inbox.noted", """{"about":"consultation/c-9","kind":"other"}""");

        held.Release();

        (await Task.WhenAll(commands)).ShouldAllBe(answer => answer.Code == Codes.Busy);
        (await host.EventsAsync(Patient.Feed)).Skip(1).ShouldAllBe(e => e.Envelope.Command == new CommandId("other"));
        (await host.PatientGrain.Execute(Note("0"))).Position.Seq.ShouldBe(22);
        await host.VerifyAsync();
    }
}
