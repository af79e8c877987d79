using Consult.Consultations;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>Times that patients book for a video consultation.</summary>
public sealed class SlotTests
{
    private static readonly DateTimeOffset Ten = People.Start.AddHours(2);

    [Fact]
    public void What_is_published_can_be_booked_soonest_first()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten.AddHours(1), 30)).Do(People.Li, new PublishSlot(Ten, 15));
        Free(actor).ShouldBe([new(Ten, 15), new(Ten.AddHours(1), 30)]);
        actor.Do(People.Li, new WithdrawSlot(Ten)).Do(People.Li, new WithdrawSlot(Ten));
        Free(actor).ShouldBe([new(Ten.AddHours(1), 30)]);
    }

    [Fact]
    public void A_slot_has_five_to_sixty_minutes_from_a_whole_minute_within_ninety_days()
    {
        var actor = Video();
        actor.Send(People.Li, new PublishSlot(Ten, 4)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new PublishSlot(Ten, 61)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new PublishSlot(Ten.AddSeconds(1), 15)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new PublishSlot(actor.Now, 15)).ShouldBe(Codes.SlotPast);
        actor.Send(People.Li, new PublishSlot(actor.Now.AddDays(90).AddMinutes(1), 15)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new PublishSlot(actor.Now.AddDays(90), 5)).ShouldBeNull();
        actor.Send(People.Li, new PublishSlot(actor.Now.AddMinutes(1), 60)).ShouldBeNull();
        actor.Send(People.OtherDoctor, new PublishSlot(Ten, 15)).ShouldBe(Codes.Forbidden);
    }

    [Theory]
    [InlineData(-14, Codes.SlotOverlap)]
    [InlineData(14, Codes.SlotOverlap)]
    [InlineData(-15, null)]
    [InlineData(15, null)]
    [InlineData(0, null)]
    public void Slots_do_not_overlap_and_the_same_one_is_the_same(int minutes, string? code)
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten, 15));
        actor.Send(People.Li, new PublishSlot(Ten.AddMinutes(minutes), 15)).ShouldBe(code);
        actor.State.Slots.Length.ShouldBe(code is null && minutes != 0 ? 2 : 1);
    }

    [Fact]
    public void A_doctor_publishes_at_most_so_many_to_come_and_what_is_over_makes_room()
    {
        var actor = Video(new() { MaxSlots = 2 }).Do(People.Li, new PublishSlot(Ten, 15)).Do(People.Li, new PublishSlot(Ten.AddHours(1), 15));
        actor.Send(People.Li, new PublishSlot(Ten.AddHours(2), 15)).ShouldBe(Codes.SlotLimit);
        actor.Wait(Ten.AddMinutes(15) - actor.Now);
        actor.Send(People.Li, new PublishSlot(Ten.AddHours(2), 15)).ShouldBeNull();
        actor.State.Slots.Length.ShouldBe(2);
    }

    [Fact]
    public void A_slot_is_held_by_one_consultation()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten, 15)).Do(Caller.System, Book(1, Ten));
        Free(actor).ShouldBeEmpty();
        actor.Send(Caller.System, Book(2, Ten)).ShouldBe(Codes.SlotTaken);
        actor.Send(People.Li, new WithdrawSlot(Ten)).ShouldBe(Codes.SlotTaken);
        actor.Send(Caller.System, Book(1, Ten)).ShouldBeNull("it holds it already");
        actor.View().Entries.Single().SlotAt.ShouldBe(Ten);
    }

    [Fact]
    public void What_does_not_exist_is_over_or_is_no_video_cannot_be_booked()
    {
        var actor = Video().Do(People.Li, new Offer(ConsultationKind.Directed, 100)).Do(People.Li, new PublishSlot(Ten, 15));
        actor.Send(Caller.System, Book(1, Ten.AddMinutes(1))).ShouldBe(Codes.SlotUnknown);
        actor.Send(Caller.System, new Enqueue(C(1), ConsultationKind.Directed) { SlotAt = Ten }).ShouldBe(Codes.Invalid);
        actor.Wait(Ten - actor.Now).Send(Caller.System, Book(1, Ten)).ShouldBe(Codes.SlotPast);
    }

    [Fact]
    public void A_slot_is_free_again_when_its_consultation_leaves_before_it_begins()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten, 15)).Do(Caller.System, Book(1, Ten)).Do(Caller.System, new LeaveDesk(C(1)));
        Free(actor).ShouldBe([new(Ten, 15)]);
        actor.Send(Caller.System, Book(2, Ten)).ShouldBeNull();
    }

    [Fact]
    public void A_slot_that_has_begun_is_gone_with_its_consultation()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten, 15)).Do(Caller.System, Book(1, Ten));
        actor.Wait(Ten - actor.Now).Do(Caller.System, new LeaveDesk(C(1)));
        actor.State.Slots.ShouldBeEmpty();
    }

    [Fact]
    public void Booked_slots_leave_room_in_the_queue()
    {
        var actor = Video(new() { QueueLimit = 1 }).Do(People.Li, new PublishSlot(Ten, 15));
        actor.Do(Caller.System, Book(1, Ten)).Do(Caller.System, new Enqueue(C(2), ConsultationKind.Video));
        actor.Send(Caller.System, new Enqueue(C(3), ConsultationKind.Video)).ShouldBe(Codes.DoctorQueueFull);
    }

    [Fact]
    public void A_booked_consultation_takes_a_place_under_the_cap_from_its_slot_on()
    {
        var actor = Video(new() { ConcurrentCap = 1 }).Do(People.Li, new PublishSlot(Ten, 15)).Do(Caller.System, Book(1, Ten));
        foreach (var n in new[] { 2, 3 }) actor.Do(Caller.System, new Enqueue(C(n), ConsultationKind.Video));
        actor.Do(People.Li, new Reserve(C(2))).Do(Caller.System, new ConfirmSlot(C(2)));
        actor.Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ConfirmSlot(C(1)));
        actor.Do(Caller.System, new LeaveDesk(C(2))).Do(People.Li, new Reserve(C(3))).Do(Caller.System, new ReleaseSlot(C(3)));

        actor.Wait(Ten - actor.Now).Send(actor.Fresh(), new Reserve(C(3))).ShouldBe(Codes.DoctorCapReached);
    }

    [Fact]
    public void Nothing_can_be_booked_of_a_doctor_without_licence_or_offering()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten, 15));
        Free(actor.Do(People.Li, new WithdrawOffering(ConsultationKind.Video))).ShouldBeEmpty();
        Free(actor.Do(People.Li, new Offer(ConsultationKind.Video, 100))).Length.ShouldBe(1);
        Free(actor.Do(People.Staff, new RevokeLicence("注销"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_stored_events_fold_to_the_same_state()
    {
        var actor = Video().Do(People.Li, new PublishSlot(Ten.ToOffset(TimeSpan.FromHours(8)), 15)).Do(Caller.System, Book(1, Ten))
            .Do(People.Li, new PublishSlot(Ten.AddHours(1), 15)).Do(People.Li, new WithdrawSlot(Ten.AddHours(1)));
        Actor<DoctorState>.Json(actor.Replayed()).ShouldBe(Actor<DoctorState>.Json(actor.State));
    }

    private static Actor<DoctorState> Video(DoctorOptions? options = null) =>
        Licensed(options).Do(People.Li, new Offer(ConsultationKind.Video, 9900));

    private static Enqueue Book(int number, DateTimeOffset start) => new(C(number), ConsultationKind.Video) { SlotAt = start };

    private static FreeSlot[] Free(Actor<DoctorState> actor) => [.. Doctor.SlotsOf(actor.State, actor.Now)!.Slots];
}
