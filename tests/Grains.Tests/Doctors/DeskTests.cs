using Consult.Consultations;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>The waiting queue and the concurrent cap.</summary>
public sealed class DeskTests
{
    [Fact]
    public void Who_joins_stands_last_and_the_consultation_is_told()
    {
        var actor = Queued(2);

        actor.View().Waiting.ShouldBe([C(1), C(2)]);
        var reaction = actor.Reactions.Last();
        (reaction.To, reaction.Command).ShouldBe((C(2).Feed, new ConfirmQueued()));
        reaction.IfRefused!(Codes.ConsultationClosed).ShouldBe(new LeaveDesk(C(2)));
    }

    [Fact]
    public void The_queue_refuses_without_offering_licence_or_room()
    {
        var join = new Enqueue(C(1), ConsultationKind.Directed);
        New().Send(Caller.System, join).ShouldBe(Codes.OfferingNone);
        Licensed().Send(Caller.System, join).ShouldBe(Codes.OfferingNone);
        Offering().Wait(TimeSpan.FromDays(366)).Send(Caller.System, join).ShouldBe(Codes.LicenceUnverified);
        Queued(200, new() { DailyCaps = new() { Directed = 300 } }).Send(Caller.System, new Enqueue(C(201), ConsultationKind.Directed)).ShouldBe(Codes.DoctorQueueFull);
        Offering().Send(People.Li, join).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Joining_twice_takes_one_place()
    {
        var actor = Queued(2).Do(Caller.System, new Enqueue(C(1), ConsultationKind.Directed));
        actor.View().Waiting.ShouldBe([C(1), C(2)]);
    }

    [Fact]
    public void A_reservation_answers_when_it_ends_and_again_the_same()
    {
        var actor = Queued(1).Do(People.Li, new Reserve(C(1)));
        var until = actor.Now.AddSeconds(30).ToString("O");
        actor.Value.ShouldBe(until);
        var count = actor.Events.Count;

        actor.Wait(TimeSpan.FromSeconds(10)).Do(People.Li, new Reserve(C(1)));

        (actor.Value, actor.Events.Count).ShouldBe((until, count));
    }

    [Fact]
    public void A_reservation_needs_doctor_licence_recent_sign_in_and_a_place_in_the_queue()
    {
        Queued(1).Send(People.OtherDoctor, new Reserve(C(1))).ShouldBe(Codes.Forbidden);
        Queued(1).Send(Caller.System, new Reserve(C(1))).ShouldBe(Codes.Forbidden);
        Queued(1).Send(People.Li, new Reserve(C(2))).ShouldBe(Codes.QueueAbsent);
        Queued(1).Send(People.Li with { AuthenticatedAt = null }, new Reserve(C(1))).ShouldBe(Codes.ReauthenticationRequired);
        var revoked = Queued(1).Do(People.Staff, new RevokeLicence("投诉核实"));
        revoked.Send(People.Li, new Reserve(C(1))).ShouldBe(Codes.LicenceUnverified);
    }

    [Theory]
    [InlineData(15 * 60_000, null)]
    [InlineData((15 * 60_000) + 1, Codes.ReauthenticationRequired)]
    public void The_sign_in_is_at_most_fifteen_minutes_old(int milliseconds, string? code)
    {
        var actor = Queued(1);
        actor.Now = actor.Now.AddMilliseconds(milliseconds);
        actor.Send(People.Li, new Reserve(C(1))).ShouldBe(code);
    }

    [Fact]
    public void The_cap_counts_active_and_reserved_together()
    {
        var actor = Queued(4, new() { ConcurrentCap = 2 });
        actor.Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ConfirmSlot(C(1))).Do(People.Li, new Reserve(C(2)));
        actor.Send(People.Li, new Reserve(C(3))).ShouldBe(Codes.DoctorCapReached);

        actor.Do(Caller.System, new LeaveDesk(C(1)));

        actor.Send(People.Li, new Reserve(C(3))).ShouldBeNull();
        actor.Send(People.Li, new Reserve(C(4))).ShouldBe(Codes.DoctorCapReached);
    }

    [Fact]
    public void An_ended_reservation_counts_until_it_lapses_after_the_grace()
    {
        var actor = Queued(2, new() { ConcurrentCap = 1 }).Do(People.Li, new Reserve(C(1)));
        actor.Wait(TimeSpan.FromSeconds(30 + 60) - TimeSpan.FromMilliseconds(1));
        actor.Send(People.Li, new Reserve(C(2))).ShouldBe(Codes.DoctorCapReached);

        actor.Wait(TimeSpan.FromMilliseconds(1));

        actor.Last.ShouldBe(new SlotLapsed(C(1)));
        actor.View().Waiting.ShouldBe([C(1), C(2)]);
        actor.Send(People.Li, new Reserve(C(2))).ShouldBeNull();
    }

    [Fact]
    public void An_ended_reservation_is_renewed_and_counts_once()
    {
        var actor = Queued(1, new() { ConcurrentCap = 1 }).Do(People.Li, new Reserve(C(1)));
        actor.Wait(TimeSpan.FromSeconds(30));
        actor.Do(People.Li, new Reserve(C(1)));
        actor.Last.ShouldBe(new SlotReserved(C(1), actor.Now.AddSeconds(30)));
    }

    [Fact]
    public void A_full_desk_of_reservations_lapses_one_after_the_other()
    {
        var actor = Queued(20);
        for (var i = 1; i <= 20; i++)
        {
            actor.Do(People.Li, new Reserve(C(i)));
            actor.Now = actor.Now.AddMilliseconds(1);
        }
        actor.Wait(TimeSpan.FromHours(1));
        actor.View().Waiting.Length.ShouldBe(20);
    }

    [Fact]
    public void A_released_reservation_is_back_in_its_old_place()
    {
        var actor = Queued(3).Do(People.Li, new Reserve(C(2)));
        actor.View().Waiting.ShouldBe([C(1), C(3)]);
        actor.Do(Caller.System, new ReleaseSlot(C(2))).View().Waiting.ShouldBe([C(1), C(2), C(3)]);
    }

    [Fact]
    public void A_late_confirmation_counts_also_above_the_cap()
    {
        var actor = Queued(2, new() { ConcurrentCap = 1 }).Do(People.Li, new Reserve(C(1)));
        actor.Wait(TimeSpan.FromMinutes(2)).Do(actor.Fresh(), new Reserve(C(2)));

        actor.Do(Caller.System, new ConfirmSlot(C(1))).Do(Caller.System, new ConfirmSlot(C(2)));

        actor.View().Active.ShouldBe([C(1), C(2)]);
    }

    [Fact]
    public void A_release_never_ends_what_is_active()
    {
        var actor = Queued(1).Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ConfirmSlot(C(1)));
        actor.Do(Caller.System, new ReleaseSlot(C(1))).View().Active.ShouldBe([C(1)]);
        actor.Send(People.Li, new Reserve(C(1))).ShouldBe(Codes.ConsultationTaken);
    }

    [Fact]
    public void A_release_that_overtakes_the_confirmation_does_no_harm()
    {
        var actor = Queued(1).Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ReleaseSlot(C(1)));
        actor.Do(Caller.System, new ConfirmSlot(C(1))).View().Active.ShouldBe([C(1)]);
    }

    [Fact]
    public void Leaving_clears_every_place_and_may_be_repeated()
    {
        var actor = Queued(3).Do(People.Li, new Reserve(C(1))).Do(People.Li, new Reserve(C(2))).Do(Caller.System, new ConfirmSlot(C(2)));
        for (var i = 1; i <= 3; i++) actor.Do(Caller.System, new LeaveDesk(C(i))).Do(Caller.System, new LeaveDesk(C(i)));
        actor.State.Desk.ShouldBeEmpty();
    }

    [Fact]
    public void A_confirmation_of_what_is_no_longer_there_counts_until_it_leaves()
    {
        var actor = Offering().Do(Caller.System, new ConfirmSlot(C(1)));
        actor.View().Active.ShouldBe([C(1)]);
        actor.Do(Caller.System, new LeaveDesk(C(1))).State.Desk.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_but_actors_moves_the_desk()
    {
        foreach (var by in new[] { People.Li, People.Wang, People.Staff })
            foreach (Command command in new Command[] { new ConfirmSlot(C(1)), new ReleaseSlot(C(1)), new LeaveDesk(C(1)) })
                Queued(1).Send(by, command).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void The_stored_events_fold_to_the_same_state()
    {
        var actor = Queued(4).Do(People.Li, new Reserve(C(1))).Do(Caller.System, new ConfirmSlot(C(1)))
            .Do(People.Li, new Reserve(C(2))).Do(Caller.System, new ReleaseSlot(C(2)))
            .Do(People.Li, new Reserve(C(3))).Wait(TimeSpan.FromMinutes(2));
        actor.Do(actor.Fresh(), new Reserve(C(4))).Do(Caller.System, new LeaveDesk(C(1)));
        Actor<DoctorState>.Json(actor.Replayed()).ShouldBe(Actor<DoctorState>.Json(actor.State));
    }
}
