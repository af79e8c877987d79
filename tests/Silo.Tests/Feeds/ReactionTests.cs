using Consult.Accounts;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What an actor tells others: after the commit, in order, at least once, with one effect.</summary>
public abstract class ReactionTests(StoreFixture store) : KernelTests(store)
{
    private const int ReactionRefused = 2005;
    private const int Tries = 5;

    private static readonly FeedId Stuck = new(FeedKinds.Account, "a-2");
    private static readonly FeedId Other = new(FeedKinds.Account, "a-3");

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
        await FailAsync(host, AccountFeed, Register("1"));
        var parked = await host.Store.WhenCommitted(append => append.Feed == Patient.Feed && append.Events.IsEmpty);

        parked.Reacted.ShouldBe(0);
        parked.WakeAt.ShouldBe(host.Clock.GetUtcNow().AddSeconds(2));
        host.Store.Offered(AccountFeed).ShouldBe(Tries);
        await using var sweeper = await host.SweepAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.WhenReactedAsync(Patient.Feed, 1);
        (await host.EventsAsync(AccountFeed)).Length.ShouldBe(1);
        (await host.Store.ReadHeadAsync(Patient.Feed, None))!.WakeAt.ShouldBeNull();
    }

    [StoreFact]
    public async Task A_receiver_that_keeps_failing_holds_up_no_other_and_is_told_everything_in_order_later()
    {
        await using var host = await StartWithPatientAsync();
        await FailAsync(host, Stuck, Relate("1", "a-2"));
        await host.Store.WhenCommitted(append => append.Feed == Patient.Feed && append.Events.IsEmpty && append.Reacted < append.Expected.Seq);

        (await host.PatientGrain.Execute(Relate("2", "a-3"))).Code.ShouldBeNull();
        (await host.PatientGrain.Execute(End("3", "a-2"))).Code.ShouldBeNull();
        (await host.PatientGrain.Execute(End("4", "a-3"))).Code.ShouldBeNull();

        await host.Store.WhenCommitted(append => append.Feed == Other && append.Expected.Seq == 1);
        host.Store.Offered(Stuck).ShouldBe(Tries);
        (await host.Store.ReadHeadAsync(Patient.Feed, None))!.Reacted.ShouldBe(1, "what waits is not done");

        await using var sweeper = await host.SweepAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.WhenReactedAsync(Patient.Feed, 5);
        (await CausesAsync(host, Stuck)).ShouldBe(["patient/p-1:2:0", "patient/p-1:4:0"]);
        (await CausesAsync(host, Other)).ShouldBe(["patient/p-1:3:0", "patient/p-1:5:0"]);
        (await host.Store.ReadHeadAsync(Patient.Feed, None))!.WakeAt.ShouldBeNull();
    }

    [StoreFact]
    public async Task After_a_crash_everybody_behind_one_that_waits_is_told_again_without_a_second_effect()
    {
        await using var host = await StartWithPatientAsync();
        await FailAsync(host, Stuck, Relate("1", "a-2"));
        (await host.PatientGrain.Execute(Relate("2", "a-3"))).Code.ShouldBeNull();
        await host.Store.WhenCommitted(append => append.Feed == Other);

        await host.CrashAsync();
        await host.PatientGrain.View();

        await host.WhenReactedAsync(Patient.Feed, 3);
        (await CausesAsync(host, Stuck)).ShouldBe(["patient/p-1:2:0"]);
        (await CausesAsync(host, Other)).ShouldBe(["patient/p-1:3:0"]);
    }

    [StoreFact]
    public async Task A_receiver_that_fails_again_waits_on_and_still_holds_up_no_other()
    {
        await using var host = await StartWithPatientAsync();
        await FailAsync(host, Stuck, Relate("1", "a-2"));
        await host.Store.WhenCommitted(append => append.Feed == Patient.Feed && append.WakeAt == host.Clock.GetUtcNow().AddSeconds(2));
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await FailAsync(host, Stuck, Relate("2", "a-3"));

        await host.Store.WhenCommitted(append => append.Feed == Other);
        await host.Store.WhenCommitted(append => append.Feed == Patient.Feed && append.WakeAt == host.Clock.GetUtcNow().AddSeconds(4));
        host.Clock.Advance(TimeSpan.FromSeconds(4));
        await host.PatientGrain.Wake();

        await host.WhenReactedAsync(Patient.Feed, 3);
        (await CausesAsync(host, Stuck)).ShouldBe(["patient/p-1:2:0"]);
        (await CausesAsync(host, Other)).ShouldBe(["patient/p-1:3:0"]);
    }

    /// <summary>Sends a command after which a receiver fails as often as it is tried.</summary>
    private static async Task FailAsync(KernelHost host, FeedId receiver, Request request)
    {
        host.Store.Fail(receiver, AppendOutcome.Busy, Tries);
        var waits = host.Timers.WhenSet(TimeSpan.FromMilliseconds(100));
        (await host.PatientGrain.Execute(request)).Code.ShouldBeNull();
        for (var delay = 100; delay <= 800; delay *= 2)
        {
            await waits;
            waits = host.Timers.WhenSet(TimeSpan.FromMilliseconds(2 * delay));
            host.Clock.Advance(TimeSpan.FromMilliseconds(delay));
        }
    }

    private static Request End(string id, string account) => new(new(id), Self, new EndRelation(new(account)));

    private static async Task<string[]> CausesAsync(KernelHost host, FeedId feed) =>
        [.. (await host.EventsAsync(feed)).Select(e => e.Envelope.Command.Value)];
}
