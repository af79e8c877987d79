using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>An accepted command has one effect and one answer, for good.</summary>
public abstract class RepetitionTests(StoreFixture store) : KernelTests(store)
{
    [StoreFact]
    public async Task A_command_repeated_while_the_first_is_in_flight_has_one_effect_and_one_answer()
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var first = host.PatientGrain.Execute(Note("1"));
        await held.Reached;
        var second = host.PatientGrain.Execute(Note("1"));
        await TurnAsync(host.PatientGrain);
        second.IsCompleted.ShouldBeFalse();

        held.Release();

        (await second).ShouldBe(await first);
        (await second).IsAccepted.ShouldBeTrue();
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(2);
    }

    [StoreFact]
    public async Task A_command_whose_commit_failed_takes_effect_once_when_repeated()
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var first = host.PatientGrain.Execute(Note("1"));
        await held.Reached;
        var meanwhile = host.PatientGrain.Execute(Note("1"));
        await TurnAsync(host.PatientGrain);
        held.Fail(AppendOutcome.Busy);
        (await first).Code.ShouldBe(Codes.Busy);
        (await meanwhile).Code.ShouldBe(Codes.Busy);

        var again = await host.PatientGrain.Execute(Note("1"));
        var oncemore = await host.PatientGrain.Execute(Note("1"));

        again.Position.Seq.ShouldBe(2);
        oncemore.ShouldBe(again);
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(2);
    }

    [StoreFact]
    public async Task A_refusal_is_not_remembered()
    {
        await using var host = await StartAsync();
        (await host.PatientGrain.Execute(Note("1"))).Code.ShouldBe(Codes.Forbidden);
        await host.PatientGrain.Execute(Register("register"));

        (await host.PatientGrain.Execute(Note("1"))).IsAccepted.ShouldBeTrue();
    }

    [StoreFact]
    public async Task An_id_used_with_another_body_or_by_another_sender_is_refused_also_after_a_restart()
    {
        await using var host = await StartWithPatientAsync();
        var accepted = await host.PatientGrain.Execute(Relate("1", "a-2"));
        await host.WhenReactedAsync(Patient.Feed, 2);
        var other = Self with { Account = new("a-2") };

        for (var life = 0; life < 2; life++)
        {
            (await host.PatientGrain.Execute(Relate("1", "a-3"))).Code.ShouldBe(Codes.CommandReused);
            (await host.PatientGrain.Execute(Relate("1", "a-2") with { By = other })).Code.ShouldBe(Codes.CommandReused);
            (await host.PatientGrain.Execute(Relate("1", "a-2"))).ShouldBe(accepted);
            await host.RestartAsync();
        }
    }

    [StoreFact]
    public async Task A_repetition_with_another_body_waits_for_the_commit_that_makes_it_one()
    {
        await using var host = await StartWithPatientAsync();
        var held = host.Store.Hold(Patient.Feed);
        var first = host.PatientGrain.Execute(Note("1"));
        await held.Reached;
        var other = host.PatientGrain.Execute(Note("1", "consultation.completed"));
        await TurnAsync(host.PatientGrain);

        held.Fail(AppendOutcome.Busy);

        (await first).Code.ShouldBe(Codes.Busy);
        (await other).Code.ShouldBe(Codes.Busy);
        (await host.PatientGrain.Execute(Note("1", "consultation.completed"))).IsAccepted.ShouldBeTrue();
    }

    [StoreFact]
    public async Task A_command_that_the_ledger_no_longer_holds_still_has_its_answer_also_after_a_restart()
    {
        await using var host = await StartWithPatientAsync();
        var old = await host.PatientGrain.Execute(Note("old"));
        await host.NoteManyAsync("later", 1_100);
        var length = (await host.EventsAsync(Patient.Feed)).Length;

        for (var life = 0; life < 2; life++)
        {
            (await host.PatientGrain.Execute(Note("old"))).ShouldBe(old);
            (await host.PatientGrain.Execute(Note("old", "consultation.completed"))).Code.ShouldBe(Codes.CommandReused);
            (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(length);
            await host.RestartAsync();
        }
    }

    [StoreFact]
    public async Task A_new_command_of_a_busy_feed_is_not_looked_for_in_the_store_and_an_old_one_is()
    {
        await using var host = await StartWithPatientAsync();
        await host.PatientGrain.Execute(Note("old"));

        await host.NoteManyAsync("later", 1_100);
        host.Store.LookedUp.ShouldBeEmpty();

        await host.PatientGrain.Execute(Note("old"));
        host.Store.LookedUp.ShouldBe([new CommandId("old")]);
    }
}
