using System.Globalization;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What a relay is sent: every committed event, once, in order, or the word to read it from the log.</summary>
public abstract class WatchingTests(StoreFixture store) : KernelTests(store)
{
    private const string Relay = "relay";
    private const int RelayLost = 2004;

    [StoreFact]
    public async Task Frames_come_one_at_a_time_in_order_and_cover_every_event()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        var slow = reader.HoldNext();
        (await WatchAsync(host, reader, after: 0)).Head.Seq.ShouldBe(1);
        (await reader.NextAsync()).To.Seq.ShouldBe(1);
        await host.NoteManyAsync("n", 150);
        reader.Waiting.ShouldBe(0);

        slow.SetResult();
        var frames = await reader.UpToAsync(151);

        frames.Select(frame => frame.From).ShouldBe([2, .. frames.SkipLast(1).Select(frame => frame.To.Seq + 1)]);
        frames.ShouldAllBe(frame => frame.Events.Length <= 64 && frame.Events.Last().Envelope.Position == frame.To);
        frames.SelectMany(frame => frame.Events).Select(e => e.Envelope)
            .ShouldBe((await host.EventsAsync(Patient.Feed)).Skip(1).Select(e => e.Envelope));
    }

    [StoreFact]
    public async Task A_change_of_access_is_told_with_its_event()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        await WatchAsync(host, reader, after: 1);

        await host.PatientGrain.Execute(Relate("1", "a-2"));

        (await reader.NextAsync()).AccessChanged.ShouldBe(["account/a-2"]);
    }

    [StoreFact]
    public async Task An_event_whose_commit_fails_is_never_shown()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        await WatchAsync(host, reader, after: 1);
        var held = host.Store.Hold(Patient.Feed);
        var lost = host.PatientGrain.Execute(Note("lost"));
        await held.Reached;
        await TurnAsync(host.PatientGrain);
        held.Fail(AppendOutcome.Busy);
        (await lost).Code.ShouldBe(Codes.Busy);

        await host.PatientGrain.Execute(Note("kept"));

        var frame = await reader.NextAsync();
        (frame.From, frame.To.Seq).ShouldBe((2, 2));
        frame.Events.ShouldHaveSingleItem().Envelope.Command.Value.ShouldBe("kept");
    }

    [StoreFact]
    public async Task A_relay_that_fails_loses_its_lease_and_its_renewal_repairs_from_its_cursor()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        reader.HoldNext().SetException(new InvalidOperationException("gone"));
        await WatchAsync(host, reader, after: 0);
        (await reader.NextAsync()).To.Seq.ShouldBe(1);
        await host.Log.WhenLogged(RelayLost);
        await host.PatientGrain.Execute(Note("1"));

        await WatchAsync(host, reader, after: 1);

        var frame = await reader.NextAsync();
        (frame.From, frame.To.Seq).ShouldBe((2, 2));
    }

    [StoreFact]
    public async Task A_relay_that_does_not_answer_loses_its_lease_after_ten_seconds()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        reader.HoldNext();
        var patience = host.Timers.WhenSet(TimeSpan.FromSeconds(10));
        await WatchAsync(host, reader, after: 0);
        await patience;
        await reader.NextAsync();

        host.Clock.Advance(TimeSpan.FromSeconds(10));

        await host.Log.WhenLogged(RelayLost);
        await host.PatientGrain.Execute(Note("1"));
        await WatchAsync(host, reader, after: 1);
        (await reader.NextAsync()).From.ShouldBe(2);
    }

    [StoreFact]
    public async Task The_late_failure_of_an_ended_lease_does_not_end_its_successor()
    {
        await using var host = await StartWithPatientAsync();
        var (old, successor) = (new FrameReader(), new FrameReader());
        var late = old.HoldNext();
        await WatchAsync(host, old, after: 0);
        await old.NextAsync();
        await host.PatientGrain.Unwatch(Relay);
        await WatchAsync(host, successor, after: 1);

        late.SetException(new InvalidOperationException("gone"));
        await host.Log.WhenLogged(RelayLost);
        await host.PatientGrain.Execute(Note("1"));

        (await successor.NextAsync()).From.ShouldBe(2);
    }

    [StoreFact]
    public async Task A_lease_that_is_not_renewed_ends()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        await WatchAsync(host, reader, after: 1);
        host.Clock.Advance(Leases.Length + TimeSpan.FromSeconds(1));
        await host.PatientGrain.Execute(Note("1"));

        await WatchAsync(host, reader, after: 0);

        (await reader.NextAsync()).From.ShouldBe(1);
    }

    [StoreFact]
    public async Task What_memory_no_longer_has_is_told_as_to_be_read_from_the_log()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        var slow = reader.HoldNext();
        await WatchAsync(host, reader, after: 0);
        await reader.NextAsync();
        await host.NoteManyAsync("n", 300);
        slow.SetResult();

        var beyond = await reader.NextAsync();
        await host.PatientGrain.Execute(Note("live"));
        var live = await reader.NextAsync();

        (beyond.From, beyond.To.Seq).ShouldBe((2, 301));
        beyond.Events.ShouldBeEmpty();
        (live.From, live.Events.Length).ShouldBe((302, 1));
    }

    [StoreFact]
    public async Task Events_of_another_activation_are_told_after_the_reload()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        await WatchAsync(host, reader, after: 1);
        await host.AppendAsOtherAsync(Patient.Feed, "inbox.noted", """{"about":"consultation/c-9","kind":"other"}""");
        (await host.PatientGrain.Execute(Note("1"))).Code.ShouldBe(Codes.Busy);

        (await host.PatientGrain.Execute(Note("1"))).IsAccepted.ShouldBeTrue();

        var frames = await reader.UpToAsync(3);
        frames.Select(frame => (frame.From, frame.To.Seq, frame.Events.Length)).ShouldBe([(2, 2, 0), (3, 3, 1)]);
    }

    [StoreFact]
    public async Task A_renewal_that_meets_a_new_activation_says_where_the_feed_stands_and_repairs()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        await WatchAsync(host, reader, after: 1);
        host.Idle();
        await host.AppendAsOtherAsync(Patient.Feed, "inbox.noted", """{"about":"consultation/c-9","kind":"other"}""");

        var answer = await WatchAsync(host, reader, after: 1);

        answer.Head.ShouldBe((await host.EventsAsync(Patient.Feed))[1].Envelope.Position);
        var frame = await reader.NextAsync();
        (frame.From, frame.To, frame.Events.Length).ShouldBe((2, answer.Head, 0));
    }

    [StoreFact]
    public async Task Signals_that_wait_are_coalesced_to_the_latest_of_each_author_and_type()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        var slow = reader.HoldNext();
        await WatchAsync(host, reader, after: 0);
        await reader.NextAsync();
        var (first, latest) = (new Author(Account, Role.Patient, null), new Author(Account, Role.Patient, Patient));
        var other = new Author(new("a-2"), Role.Doctor, null);
        foreach (var by in new[] { first, other, latest }) await host.PatientGrain.Signal(new("typing", by));
        await host.PatientGrain.Signal(new("presence", first));
        await TurnAsync(host.PatientGrain);

        slow.SetResult();

        var frame = await reader.NextAsync();
        frame.Events.ShouldBeEmpty();
        frame.To.Seq.ShouldBeLessThan(frame.From);
        frame.Signals.ShouldBe(
            [new("typing", latest), new("typing", other), new("presence", first)], ignoreOrder: true);
    }

    [StoreFact]
    public async Task Signals_with_data_keep_their_order_and_beyond_a_bound_the_receiver_of_the_oldest_is_told()
    {
        await using var host = await StartWithPatientAsync();
        var reader = new FrameReader();
        var slow = reader.HoldNext();
        await WatchAsync(host, reader, after: 0);
        await reader.NextAsync();
        var (by, to) = (new Author(Account, Role.Patient, null), new AccountId("a-2"));
        for (var i = 0; i < 66; i++)
            await host.PatientGrain.Signal(new("call.candidate", by) { To = to, Data = i.ToString(CultureInfo.InvariantCulture) });
        await TurnAsync(host.PatientGrain);

        slow.SetResult();

        var signals = (await reader.NextAsync()).Signals;
        signals.Where(signal => !signal.Data.IsGone).Select(signal => signal.Data.Value)
            .ShouldBe(Enumerable.Range(2, 64).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        signals.Where(signal => signal.Data.IsGone).ShouldBe([Signal.Lost(to)]);
    }

    [StoreFact]
    public async Task An_event_that_is_redacted_while_its_frame_waits_is_marked()
    {
        await using var host = await StartWithPatientAsync();
        var practice = new Practice(host);
        await practice.OpenAsync("it itches");
        var reader = new FrameReader();
        var slow = reader.HoldNext();
        var reference = host.Grains.CreateObjectReference<IFeedObserver>(reader);
        await practice.Consultation.Watch(Relay, reference, 0);
        var seq = (await reader.UpToAsync(1))[^1].To.Seq;
        var posted = await practice.Consultation.Execute(new(new("post"), Self, new PostMessage("oops")));
        await Practice.AcceptAsync(practice.Consultation, new(new("recall"), Self, new RecallMessage(posted.Position.Seq)));

        slow.SetResult();

        var events = (await reader.UpToAsync(posted.Position.Seq + 1)).SelectMany(frame => frame.Events).ToList();
        events[0].Envelope.Seq.ShouldBe(seq + 1);
        events.ShouldContain(e => e.Envelope.Seq == posted.Position.Seq && e.Redacted == Redaction.Recalled);
    }

    private static Task<WatchAnswer> WatchAsync(KernelHost host, FrameReader reader, long after) =>
        host.PatientGrain.Watch(Relay, host.Grains.CreateObjectReference<IFeedObserver>(reader), after);
}
