using Consult.Doctors;
using Consult.Feeds;
using static Consult.Departments.Ward;

namespace Consult.Departments;

/// <summary>To whom those who wait too long are offered.</summary>
public sealed class OfferTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);

    [Fact]
    public void After_sixty_seconds_without_a_grab_it_is_offered_to_the_doctor_with_the_most_room()
    {
        var actor = New().Begin(1, free: 2).Begin(2, free: 7).Begin(3, free: 5);
        actor.Do(Caller.System, new EnterPool(C(1), actor.Now, actor.Now.AddMinutes(10)));
        actor.Wait(Minute - TimeSpan.FromMilliseconds(1)).Offers().ShouldBeEmpty();

        actor.Wait(TimeSpan.FromMilliseconds(1));

        actor.Offers().ShouldBe([(C(1), D(2))]);
        var reaction = actor.Reactions.Last();
        (reaction.To, reaction.Command).ShouldBe((D(2).Feed, new OfferPush(C(1), Id, actor.Now + HalfMinute)));
        reaction.IfRefused!(Codes.DoctorCapReached).ShouldBe(new RefusePush(D(2), C(1), Codes.DoctorCapReached));
    }

    [Fact]
    public void Of_two_with_as_much_room_the_one_who_is_idle_longest_is_asked()
    {
        var actor = Open(2).Enter(1, 2);
        actor.Do(Caller.System, new LeavePool(C(1)) { TakenBy = D(1) }).Do(Caller.System, new NoteCapacity(D(1), 5));
        actor.Wait(Minute).Offers().ShouldBe([(C(2), D(2))]);
    }

    [Fact]
    public void While_it_is_offered_that_doctor_alone_may_take_it()
    {
        var actor = Open(2).Enter(1, 2).Wait(Minute);
        actor.Offers().ShouldBe([(C(1), D(1)), (C(2), D(2))]);

        actor.Send(Account(2), new ClaimWaiting(D(2), C(1))).ShouldBe(Codes.PoolOffered);
        actor.Claim(2).ShouldBe(C(2), "what is offered to the doctor comes before who waits longer");
        actor.Claim(1, C(1)).ShouldBe(C(1));
    }

    [Fact]
    public void A_declined_offer_goes_on_to_the_next_at_once()
    {
        var actor = Open(3).Enter(1).Wait(Minute).Do(Account(1), new DeclinePush(D(1), C(1)));
        actor.Offers().ShouldBe([(C(1), D(1)), (C(1), D(2))]);
        actor.Send(Account(1), new DeclinePush(D(1), C(1))).ShouldBe(Codes.PoolAbsent);
        actor.Send(Account(1), new DeclinePush(D(2), C(1))).ShouldBe(Codes.DutyAbsent);
    }

    [Fact]
    public void An_unanswered_offer_goes_on_after_thirty_seconds_and_never_to_the_same_doctor()
    {
        var actor = Open(3).Enter(1).Wait(Minute).Wait(HalfMinute).Wait(HalfMinute);
        actor.Offers().ShouldBe([(C(1), D(1)), (C(1), D(2)), (C(1), D(3))]);
    }

    [Fact]
    public void When_everybody_was_asked_it_stays_open_and_the_round_begins_anew_after_a_minute()
    {
        var actor = Open(2).Enter(1).Wait(Minute).Wait(HalfMinute).Wait(HalfMinute);
        actor.State.Pool.Find(C(1))!.Hold.ShouldBeNull();
        // It entered a second before the first wait began.
        actor.Wait(Minute - TimeSpan.FromMilliseconds(1001)).Offers().Length.ShouldBe(2);

        actor.Wait(TimeSpan.FromMilliseconds(1)).Offers().ShouldBe([(C(1), D(1)), (C(1), D(2)), (C(1), D(1))]);
    }

    [Fact]
    public void An_offer_that_the_desk_refuses_goes_on_and_that_doctor_is_not_asked_again_before_there_is_room()
    {
        var actor = Open(2).Enter(1, 2, 3).Wait(TimeSpan.FromSeconds(57));
        actor.Offers().ShouldBe([(C(1), D(1))]);
        actor.Do(Caller.System, new RefusePush(D(1), C(1), Codes.DoctorCapReached));
        actor.Offers().ShouldBe([(C(1), D(1)), (C(1), D(2))]);
        actor.Wait(TimeSpan.FromSeconds(5)).Offers().Length.ShouldBe(2);

        actor.Do(Caller.System, new NoteCapacity(D(1), 1));

        actor.Offers()[^1].ShouldBe((C(2), D(1)));
    }

    [Fact]
    public void With_nobody_to_ask_it_is_overdue_and_offered_to_the_first_who_comes()
    {
        var actor = Open(1).Do(Account(1), new EndDuty(D(1))).Enter(1).Wait(Minute);
        actor.Last.ShouldBe(new PoolOverdue(C(1)));
        Department.ViewOf(Id, actor.State, null)!.Overdue.ShouldBe(1);

        actor.Begin(2);

        actor.Offers().ShouldBe([(C(1), D(2))]);
    }

    [Fact]
    public void A_doctor_has_one_offer_at_a_time_and_the_next_follows_it()
    {
        var actor = Open(1).Enter(1, 2).Wait(Minute);
        actor.Offers().ShouldBe([(C(1), D(1))]);
        actor.Do(Caller.System, new LeavePool(C(1)) { TakenBy = D(1) });
        actor.Offers().ShouldBe([(C(1), D(1)), (C(2), D(1))]);
    }

    [Fact]
    public void Who_waits_less_is_not_kept_back_by_those_whom_everybody_with_room_declined()
    {
        // D2 has no room, so C1 stays overdue for D2, and D1 is free for C2.
        var actor = New().Begin(1).Begin(2, free: 0).Enter(1, 2).Wait(Minute).Do(Account(1), new DeclinePush(D(1), C(1)));
        actor.Offers().ShouldBe([(C(1), D(1)), (C(2), D(1))]);
        actor.Do(Caller.System, new NoteCapacity(D(2), 1)).Offers()[^1].ShouldBe((C(1), D(2)));
    }
}
