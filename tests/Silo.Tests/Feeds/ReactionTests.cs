using Consult.Accounts;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What an actor tells others: after the commit, in order, at least once, with one effect.</summary>
public abstract class ReactionTests(StoreFixture store) : KernelTests(store)
{
    private const int ReactionRefused = 2005;

    [StoreFact]
    public async Task A_caller_does_not_wait_for_what_follows_from_the_command()
    {
        await using var host = await StartAsync();
        var held = host.Store.Hold(AccountFeed);

        (await host.PatientGrain.Execute(Register("1"))).IsAccepted.ShouldBeTrue();

        await held.Reached;
        held.Release();
        await host.WhenReactedAsync(Patient.Feed, 1);
        (await host.EventsAsync(AccountFeed)).ShouldHaveSingleItem().Envelope.Command.Value.ShouldBe("patient/p-1:1:0");
    }

    [StoreFact]
    public async Task Nobody_is_told_of_an_event_whose_commit_fails()
    {
        await using var host = await StartAsync();
        host.Store.Fail(Patient.Feed, AppendOutcome.Busy);

        (await host.PatientGrain.Execute(Register("1"))).Code.ShouldBe(Codes.Busy);
        (await host.PatientGrain.View()).Code.ShouldBe(Codes.Forbidden);

        host.Store.Offered(AccountFeed).ShouldBe(0);
    }

    [StoreFact]
    public async Task A_process_that_dies_after_the_receiver_committed_repeats_the_reaction_without_a_second_effect()
    {
        await using var host = await StartAsync();
        var checkpoint = host.Store.Hold(Patient.Feed, append => append.Events.IsEmpty);
        await host.PatientGrain.Execute(Register("1"));
        await checkpoint.Reached;

        await host.CrashAsync();
        await host.PatientGrain.View();

        await host.WhenReactedAsync(Patient.Feed, 1);
        (await host.EventsAsync(AccountFeed)).Length.ShouldBe(1);
        host.Store.Offered(AccountFeed).ShouldBe(0);
        await host.VerifyAsync();
    }

    [StoreFact]
    public async Task A_process_that_dies_before_the_receiver_committed_is_made_good_by_the_sweeper()
    {
        await using var host = await StartAsync();
        var receiver = host.Store.Hold(AccountFeed);
        await host.PatientGrain.Execute(Register("1"));
        await receiver.Reached;
        await host.CrashAsync();
        (await host.EventsAsync(AccountFeed)).ShouldBeEmpty();

        await using var sweeper = await host.SweepAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await host.WhenReactedAsync(Patient.Feed, 1);
        (await host.EventsAsync(AccountFeed)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task A_reaction_that_is_refused_is_done()
    {
        await using var host = await StartAsync(services =>
            services.AddSingleton(Options.Create(new AccountOptions { MaxPatients = 0 })));

        await host.PatientGrain.Execute(Register("1"));

        await host.WhenReactedAsync(Patient.Feed, 1);
        host.Log.Entries.ShouldContain(entry => entry.Id == ReactionRefused);
        host.Store.Offered(AccountFeed).ShouldBe(0);
        (await host.Store.ReadHeadAsync(Patient.Feed, None))!.WakeAt.ShouldBeNull();
    }

    [StoreFact]
    public async Task Reactions_are_sent_in_order_one_after_the_other()
    {
        await using var host = await StartWithPatientAsync();
        FeedId[] receivers = [.. Enumerable.Range(2, 3).Select(i => new FeedId(FeedKinds.Account, $"a-{i}"))];
        Held[] held = [.. receivers.Select(receiver => host.Store.Hold(receiver))];
        foreach (var receiver in receivers)
            (await host.PatientGrain.Execute(Relate($"to {receiver.Key}", receiver.Key))).IsAccepted.ShouldBeTrue();

        for (var i = 0; i < receivers.Length; i++)
        {
            await held[i].Reached;
            await TurnAsync(host.PatientGrain);
            receivers.Select(host.Store.Offered).Sum().ShouldBe(i + 1);
            held[i].Release();
        }

        await host.WhenReactedAsync(Patient.Feed, 4);
    }

    [StoreFact]
    public async Task A_receiver_that_keeps_failing_is_retried_then_parked_then_taken_up_by_the_sweeper()
    {
        await using var host = await StartAsync();
        var tries = 5;
        host.Store.Fail(AccountFeed, AppendOutcome.Busy, tries);
        var waits = host.Timers.WhenSet(TimeSpan.FromMilliseconds(100));
        await host.PatientGrain.Execute(Register("1"));
        for (var delay = 100; delay <= 800; delay *= 2)
        {
            await waits;
            waits = host.Timers.WhenSet(TimeSpan.FromMilliseconds(2 * delay));
            host.Clock.Advance(TimeSpan.FromMilliseconds(delay));
        }
        var parked = await host.Store.WhenCommitted(append => append.Feed == Patient.Feed && append.Events.IsEmpty);

        parked.Reacted.ShouldBe(0);
        parked.WakeAt.ShouldBe(host.Clock.GetUtcNow().AddSeconds(2));
        host.Store.Offered(AccountFeed).ShouldBe(tries);
        await using var sweeper = await host.SweepAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.WhenReactedAsync(Patient.Feed, 1);
        (await host.EventsAsync(AccountFeed)).Length.ShouldBe(1);
        (await host.Store.ReadHeadAsync(Patient.Feed, None))!.WakeAt.ShouldBeNull();
    }
}
