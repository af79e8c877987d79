using Consult.Consultations;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>How many consultations of a kind a doctor is assigned in a day.</summary>
public sealed class CapTests
{
    private static readonly DoctorOptions Two = new() { DailyCaps = new() { Directed = 2, Quick = 2 } };

    [Theory]
    [InlineData(ConsultationKind.Quick, 100)]
    [InlineData(ConsultationKind.Directed, 50)]
    [InlineData(ConsultationKind.Video, 20)]
    [InlineData(ConsultationKind.Revisit, 50)]
    [InlineData(ConsultationKind.FreeClinic, 100)]
    public void Of_each_kind_a_doctor_takes_so_many_a_day(ConsultationKind kind, int cap)
    {
        var actor = Licensed().Do(People.Li, new Offer(kind, 0)).Do(People.Li, new GoOnline());
        for (var i = 1; i <= cap; i++) actor.Do(Caller.System, new Enqueue(C(i), kind));

        actor.Send(Caller.System, new Enqueue(C(cap + 1), kind)).ShouldBe(Codes.DoctorCapDaily);
        actor.Today(kind).ShouldBe(cap);
    }

    [Fact]
    public void Kinds_do_not_use_each_others_cap()
    {
        var actor = Queued(2, Two).Do(People.Li, new Offer(ConsultationKind.Revisit, 0));
        actor.Send(Caller.System, Join(3)).ShouldBe(Codes.DoctorCapDaily);
        actor.Send(Caller.System, new Enqueue(C(3), ConsultationKind.Revisit)).ShouldBeNull();
    }

    [Fact]
    public void The_day_turns_at_the_operators_midnight()
    {
        var actor = Queued(2, Two);
        // It is 16:00 in Shanghai.
        actor.Wait(TimeSpan.FromHours(8) - TimeSpan.FromMilliseconds(1)).Send(Caller.System, Join(3)).ShouldBe(Codes.DoctorCapDaily);
        actor.Wait(TimeSpan.FromMilliseconds(1)).Send(Caller.System, Join(3)).ShouldBeNull();
        actor.Today(ConsultationKind.Directed).ShouldBe(1);
    }

    [Fact]
    public void A_time_zone_further_west_does_not_give_the_same_day_twice()
    {
        var shanghai = Queued(2, Two).State;
        var honolulu = new Doctor(Two, new() { TimeZone = "Pacific/Honolulu" });
        honolulu.Decide(shanghai, Join(3), new(People.Doctor.Feed, People.Start, Caller.System)).Code.ShouldBe(Codes.DoctorCapDaily);
    }

    [Fact]
    public void A_doctor_sets_lower_caps_and_no_higher_ones()
    {
        var actor = Offering().Do(People.Li, new SetDailyCap(ConsultationKind.Directed, 1)).Do(Caller.System, Join(1));
        actor.Send(Caller.System, Join(2)).ShouldBe(Codes.DoctorCapDaily);
        actor.Send(People.Li, new SetDailyCap(ConsultationKind.Directed, 51)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new SetDailyCap(ConsultationKind.Directed, -1)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new SetDailyCap((ConsultationKind)9, 0)).ShouldBe(Codes.Invalid);
        actor.Send(People.Staff, new SetDailyCap(ConsultationKind.Directed, 1)).ShouldBe(Codes.Forbidden);
        actor.Do(People.Li, new SetDailyCap(ConsultationKind.Directed, 2)).Do(Caller.System, Join(2));
        actor.View().DailyCaps.Single(cap => cap.Kind is ConsultationKind.Directed).ShouldBe(new(ConsultationKind.Directed, 2, 2));
        actor.State.OwnCaps.Length.ShouldBe(1);
    }

    [Fact]
    public void What_leaves_without_having_been_accepted_does_not_count()
    {
        var actor = Queued(2, Two).Do(Caller.System, new LeaveDesk(C(1)));
        actor.Do(Caller.System, Join(3)).Send(Caller.System, Join(4)).ShouldBe(Codes.DoctorCapDaily);
    }

    [Fact]
    public void What_was_accepted_counts_also_when_it_is_over()
    {
        var actor = Queued(2, Two).Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ConfirmSlot(C(1))).Do(Caller.System, new LeaveDesk(C(1)));
        actor.Send(Caller.System, Join(3)).ShouldBe(Codes.DoctorCapDaily);
    }

    [Fact]
    public void What_leaves_on_another_day_gives_nothing_back()
    {
        var actor = Queued(2, Two).Wait(TimeSpan.FromHours(8));
        actor.Do(Caller.System, Join(3)).Do(Caller.System, new LeaveDesk(C(1)));
        actor.Today(ConsultationKind.Directed).ShouldBe(1);
    }

    [Fact]
    public void An_offline_doctor_gets_no_quick_consultations_and_all_others()
    {
        var actor = Offering().Do(People.Li, new Offer(ConsultationKind.Quick, 100));
        actor.Send(People.Li, Grab(1)).ShouldBe(Codes.DoctorOffline);
        actor.Send(Caller.System, new Enqueue(C(1), ConsultationKind.Quick)).ShouldBe(Codes.DoctorOffline);
        actor.Send(People.Li, Grab(1, ConsultationKind.Revisit)).ShouldBeNull();
        actor.Send(Caller.System, Join(2)).ShouldBeNull();
    }

    [Fact]
    public void A_grab_counts_when_it_is_reserved_and_no_longer_when_it_is_given_back()
    {
        var actor = Online(Two).Do(People.Li, Grab(1)).Do(People.Li, Grab(2));
        actor.Send(People.Li, Grab(3)).ShouldBe(Codes.DoctorCapDaily);
        actor.Do(Caller.System, new ReleaseSlot(C(1)));

        actor.State.ItemOf(C(1)).ShouldBeNull("it is in its pool");
        actor.Today(ConsultationKind.Quick).ShouldBe(1);
        actor.Send(People.Li, Grab(3)).ShouldBeNull();
    }

    [Fact]
    public void A_grab_that_lapses_leaves_the_desk_and_the_count()
    {
        var actor = Online(Two).Do(People.Li, Grab(1)).Wait(TimeSpan.FromSeconds(90));
        actor.Last.ShouldBe(new SlotLapsed(C(1)));
        actor.State.Desk.ShouldBeEmpty();
        actor.Today(ConsultationKind.Quick).ShouldBe(0);
    }

    [Fact]
    public void A_grab_keeps_to_the_concurrent_cap_and_is_renewed_without_counting_twice()
    {
        var actor = Online(new() { ConcurrentCap = 1 }).Do(People.Li, Grab(1));
        actor.Send(People.Li, Grab(2)).ShouldBe(Codes.DoctorCapReached);
        actor.Wait(TimeSpan.FromSeconds(30)).Do(actor.Fresh(), Grab(1));
        (actor.State.Desk.Length, actor.Today(ConsultationKind.Quick)).ShouldBe((1, 1));
    }

    [Fact]
    public void A_late_confirmation_of_a_grab_counts_for_the_day()
    {
        var actor = Online(Two).Do(People.Li, Grab(1)).Wait(TimeSpan.FromMinutes(2));
        actor.Do(Caller.System, new ConfirmSlot(C(1)) { Kind = ConsultationKind.Quick });
        actor.Today(ConsultationKind.Quick).ShouldBe(1);
        actor.View().Entries.Single().Kind.ShouldBe(ConsultationKind.Quick);
    }

    [Fact]
    public void The_desk_says_since_when_and_until_when_each_waits()
    {
        var (asked, until) = (People.Start.AddMinutes(-3), People.Start.AddHours(24));
        var actor = Online(new()).Do(Caller.System, Join(1) with { RequestedAt = asked, AcceptBy = until })
            .Do(People.Li, Grab(2) with { RequestedAt = asked, AcceptBy = until }).Do(Caller.System, Join(3));
        actor.View().Entries.ShouldBe(
        [
            new() { Consultation = C(1), Status = DeskStatus.Waiting, Kind = ConsultationKind.Directed, Since = asked, AcceptBy = until },
            new() { Consultation = C(2), Status = DeskStatus.Reserved, Kind = ConsultationKind.Quick, Since = asked, AcceptBy = until },
            new() { Consultation = C(3), Status = DeskStatus.Waiting, Kind = ConsultationKind.Directed, Since = actor.Now },
        ]);
    }

    [Fact]
    public void A_queue_of_an_older_record_folds_and_counts_for_no_day()
    {
        var model = new Doctor(new(), new());
        var envelope = Offering().Events[^1].Envelope;
        var state = model.Apply(Offering().State, new QueueJoined(C(1), ConsultationKind.Directed), envelope);
        state = model.Apply(state, new QueueLeft(C(1)), envelope);
        (state.Desk.Length, state.Assigned.Counts.Length).ShouldBe((0, 0));
    }

    private static Enqueue Join(int number) => new(C(number), ConsultationKind.Directed);

    private static Actor<DoctorState> Online(DoctorOptions options) => Offering(options).Do(People.Li, new GoOnline());
}
