using Consult.Consultations;
using Consult.Feeds;
using static Consult.Departments.Ward;

namespace Consult.Departments;

/// <summary>Who waits, and who takes whom.</summary>
public sealed class PoolTests
{
    [Fact]
    public void Who_enters_waits_in_the_order_of_the_requests_and_the_consultation_is_told()
    {
        var actor = Open();
        var asked = actor.Now;
        actor.Do(Caller.System, new EnterPool(C(2), asked.AddSeconds(-1), asked.AddMinutes(9)));
        actor.Do(Caller.System, new EnterPool(C(1), asked.AddSeconds(-2), asked.AddMinutes(9)));

        (actor.PositionOf(1), actor.PositionOf(2), actor.PositionOf(3)).ShouldBe((1, 2, null));
        var reaction = actor.Reactions.Last();
        (reaction.To, reaction.Command).ShouldBe((C(1).Feed, new ConfirmQueued()));
        reaction.IfRefused!(Codes.ConsultationClosed).ShouldBe(new LeavePool(C(1)));
    }

    [Fact]
    public void Entering_twice_takes_one_place()
    {
        var actor = Open().Enter(1, 2, 1);
        Department.PoolOf(actor.State)!.First.Select(place => place.Consultation).ShouldBe([C(1), C(2)]);
    }

    [Fact]
    public void The_pool_refuses_where_no_doctor_ever_was_and_when_it_is_full()
    {
        New().Send(Caller.System, new EnterPool(C(1), People.Start, People.Start)).ShouldBe(Codes.DepartmentUnknown);
        var full = Open(options: new() { MaxWaiting = 2 }).Enter(1, 2);
        full.Send(Caller.System, new EnterPool(C(3), full.Now, full.Now)).ShouldBe(Codes.PoolFull);
        full.Send(Caller.System, new EnterPool(C(1), full.Now, full.Now)).ShouldBeNull();
    }

    [Theory]
    [InlineData("2030-01-01T14:59:59Z", null)]
    [InlineData("2030-01-01T15:00:00Z", Codes.QuickClosed)]
    [InlineData("2030-01-01T22:59:59Z", Codes.QuickClosed)]
    [InlineData("2030-01-01T23:00:00Z", null)]
    public void From_23_to_7_oclock_in_Shanghai_nobody_enters(string moment, string? code)
    {
        var actor = Open(options: new() { LongestDuty = TimeSpan.FromDays(1) });
        actor.Now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        actor.Send(Caller.System, new EnterPool(C(1), actor.Now, actor.Now.AddMinutes(10))).ShouldBe(code);
    }

    [Fact]
    public void A_grab_takes_who_waits_longest_and_the_next_one_the_next()
    {
        var actor = Open(2).Enter(1, 2, 3);
        actor.Claim(1).ShouldBe(C(1));
        actor.Claim(2).ShouldBe(C(2));
        actor.PositionOf(3).ShouldBe(3, "who is being taken still waits until the consultation says so");
    }

    [Fact]
    public void A_named_grab_has_one_winner_and_is_the_winners_again()
    {
        var actor = Open(2).Enter(1, 2);
        actor.Claim(1, C(2)).ShouldBe(C(2));
        var (value, count) = (actor.Value, actor.Events.Count);
        actor.Send(Account(2), new ClaimWaiting(D(2), C(2))).ShouldBe(Codes.ConsultationTaken);
        actor.Claim(1, C(2)).ShouldBe(C(2));
        (actor.Value, actor.Events.Count).ShouldBe((value, count));
    }

    [Fact]
    public void Only_doctors_on_duty_grab_and_only_in_their_own_name()
    {
        var actor = Open(2).Enter(1);
        actor.Send(Account(2), new ClaimWaiting(D(1), null)).ShouldBe(Codes.DutyAbsent);
        actor.Send(Account(3), new ClaimWaiting(D(3), null)).ShouldBe(Codes.DutyAbsent);
        actor.Send(Account(1) with { Role = Role.Patient }, new ClaimWaiting(D(1), null)).ShouldBe(Codes.DutyAbsent);
        actor.Do(Account(1), new EndDuty(D(1))).Send(Account(1), new ClaimWaiting(D(1), null)).ShouldBe(Codes.DutyAbsent);
    }

    [Fact]
    public void Nobody_waits_and_somebody_else_waits_are_said_apart()
    {
        var actor = Open();
        actor.Send(Account(1), new ClaimWaiting(D(1), null)).ShouldBe(Codes.PoolEmpty);
        actor.Send(Account(1), new ClaimWaiting(D(1), C(7))).ShouldBe(Codes.PoolAbsent);
    }

    [Fact]
    public void A_grab_that_came_to_nothing_is_back_in_its_old_place()
    {
        var actor = Open(2).Enter(1, 2);
        actor.Claim(1);
        actor.Do(Caller.System, new ReleaseClaim(D(1), C(1)));
        actor.Claim(2).ShouldBe(C(1));
        // A late release of the first does not take it away from the second.
        actor.Do(Caller.System, new ReleaseClaim(D(1), C(1))).State.Pool.Find(C(1))!.Hold!.Doctor.ShouldBe(D(2));
    }

    [Fact]
    public void A_grab_that_was_never_finished_lapses()
    {
        var actor = Open().Enter(1);
        actor.Claim(1);
        actor.Wait(TimeSpan.FromSeconds(30));
        actor.Last.ShouldBeOfType<PoolReturned>().Cause.ShouldBe(ReturnCause.Lapsed);
        actor.Claim(1).ShouldBe(C(1));
    }

    [Fact]
    public void Leaving_may_be_repeated_and_comes_before_a_late_claim()
    {
        var actor = Open().Enter(1, 2);
        actor.Do(Caller.System, new LeavePool(C(1))).Do(Caller.System, new LeavePool(C(1)));
        actor.Send(Account(1), new ClaimWaiting(D(1), C(1))).ShouldBe(Codes.PoolAbsent);
        actor.PositionOf(2).ShouldBe(1);
    }

    [Fact]
    public void The_estimate_is_position_times_the_pace_of_the_last_grabs()
    {
        var actor = Open().Enter(1, 2, 3, 4);
        Department.QueueOf(actor.State, C(4), actor.Now)!.EstimateSeconds.ShouldBeNull("nobody was taken yet");
        Take(1);
        actor.Now += TimeSpan.FromSeconds(20);
        Take(2);
        actor.Now += TimeSpan.FromSeconds(20);

        var queue = Department.QueueOf(actor.State, C(4), actor.Now)!;

        (queue.Position, queue.Grabs, queue.EstimateSeconds).ShouldBe((2, 2, 40));
        actor.Now += TimeSpan.FromMinutes(31);
        Department.QueueOf(actor.State, C(4), actor.Now)!.EstimateSeconds.ShouldBeNull("the pace of long ago says nothing");

        void Take(int n) => actor.Do(Caller.System, new LeavePool(C(n)) { TakenBy = D(1) });
    }

    [Fact]
    public void Only_actors_move_the_pool()
    {
        Command[] commands =
        [
            new EnterPool(C(2), People.Start, People.Start), new LeavePool(C(1)), new ReleaseClaim(D(1), C(1)),
            new RefusePush(D(1), C(1), Codes.DoctorCapReached), new DropDuty(D(1), DutyEnd.Vanished), new NoteCapacity(D(1), 1),
        ];
        foreach (var by in new[] { Account(1), People.Wang, People.Staff })
            foreach (var command in commands)
                Open().Enter(1).Send(by, command).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Operators_and_doctors_on_duty_have_access_and_nobody_else()
    {
        var actor = Open(2).Do(Account(1), new EndDuty(D(1)));
        actor.Access.Select(change => (change.Grantee, change.Role)).ShouldBe(
        [
            ("role/operator", Role.Operator), ("account/a-1", Role.Doctor), ("account/a-2", Role.Doctor), ("account/a-1", null),
        ]);
    }
}
