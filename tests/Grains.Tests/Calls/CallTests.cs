using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Calls;

/// <summary>The rules of a call beyond its table: who is a party, what counts as talked, who is told.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(CallEnd.Missed, "missed", 0)]
    [InlineData(CallEnd.Declined, "declined", 0)]
    [InlineData(CallEnd.Busy, "busy", 0)]
    [InlineData(CallEnd.MinutesUsed, "used", 15 * 60)]
    [InlineData(CallEnd.Lost, "lost", (5 * 60) - 30)]
    public void A_call_ends_for_its_reason_with_the_time_that_was_talked(CallEnd reason, string state, int seconds)
    {
        var actor = Talk.In(state);
        actor.Last.ShouldBe(new CallEnded(reason, seconds));
        Actor<CallState>.Json(actor.Replayed()).ShouldBe(Actor<CallState>.Json(actor.State));
    }

    [Fact]
    public void A_call_rings_45_seconds()
    {
        var actor = Talk.Ringing().Wait(TimeSpan.FromSeconds(44.999));
        actor.State.Status.ShouldBe(CallStatus.Ringing);
        actor.Wait(TimeSpan.FromMilliseconds(1)).State.Reason.ShouldBe(CallEnd.Missed);
    }

    [Fact]
    public void A_minute_before_the_end_the_parties_are_warned_and_at_the_end_it_ends_by_itself()
    {
        var actor = Talk.Connected();
        var end = actor.Now + TimeSpan.FromMinutes(15);
        actor.Wait(TimeSpan.FromMinutes(14)).Last.ShouldBe(new CallWarned(end));
        actor.Wait(Minute - TimeSpan.FromMilliseconds(1)).State.Status.ShouldBe(CallStatus.Connected);
        actor.Wait(TimeSpan.FromMilliseconds(1)).Last.ShouldBe(new CallEnded(CallEnd.MinutesUsed, 15 * 60));
        actor.Events[^1].Envelope.At.ShouldBe(end);
    }

    [Fact]
    public void Less_than_a_minute_is_warned_of_at_once()
    {
        var actor = Talk.Ringing().Do(People.Li, new ConnectCall(Talk.Facts with { SecondsLeft = 20 }));
        actor.PassDeadlines();
        actor.Last.ShouldBeOfType<CallWarned>();
        actor.Wait(TimeSpan.FromSeconds(20)).State.TalkedSeconds.ShouldBe(20);
    }

    [Fact]
    public void Added_minutes_move_the_end_and_are_warned_of_anew()
    {
        var actor = Talk.In("warned");
        var end = actor.State.EndsAt!.Value + TimeSpan.FromMinutes(5);
        actor.Do(People.Li, new ExtendCall(5)).Last.ShouldBe(new CallExtended(5, end));
        actor.Wait(TimeSpan.FromMinutes(5)).Last.ShouldBe(new CallWarned(end));
        actor.Wait(Minute).Last.ShouldBe(new CallEnded(CallEnd.MinutesUsed, 20 * 60));
    }

    [Theory]
    [InlineData(0, Codes.Invalid)]
    [InlineData(61, Codes.Invalid)]
    [InlineData(60, null)]
    public void A_doctor_adds_between_one_minute_and_an_hour_at_once(int minutes, string? code) =>
        Talk.Connected().Send(People.Li, new ExtendCall(minutes)).ShouldBe(code);

    [Fact]
    public void No_call_is_longer_than_four_hours()
    {
        var actor = Talk.Connected();
        for (var i = 0; i < 3; i++) actor.Do(People.Li, new ExtendCall(60));
        actor.Do(People.Li, new ExtendCall(45)).Send(People.Li, new ExtendCall(1)).ShouldBe(Codes.CallTooLong);
    }

    [Fact]
    public void While_somebody_is_missing_the_minutes_stand_still()
    {
        var actor = Talk.Reconnecting().Wait(TimeSpan.FromSeconds(59));
        actor.Do(Caller.System, new NotePartyBack(CallSide.Patient));
        // Five minutes less the thirty seconds of silence have been talked.
        actor.State.EndsAt.ShouldBe(actor.Now + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(30));
        actor.Last.ShouldBe(new CallPartyBack(CallSide.Patient, actor.State.EndsAt));
        actor.Wait(Minute).Do(People.Wang, new HangUpCall());
        actor.Last.ShouldBe(new CallEnded(CallEnd.HungUp, (5 * 60) - 30 + 60));
    }

    [Fact]
    public void With_both_missing_one_who_is_back_waits_for_the_other_no_longer_than_a_minute_in_all()
    {
        var actor = Talk.Reconnecting().Wait(TimeSpan.FromSeconds(30));
        actor.Do(Caller.System, new NotePartyLost(CallSide.Doctor, actor.Now));
        actor.Do(Caller.System, new NotePartyBack(CallSide.Patient)).Last.ShouldBe(new CallPartyBack(CallSide.Patient, null));
        actor.State.Status.ShouldBe(CallStatus.Reconnecting);
        actor.Wait(TimeSpan.FromSeconds(30)).Last.ShouldBe(new CallEnded(CallEnd.Lost, (5 * 60) - 30));
    }

    [Fact]
    public void Time_that_nothing_bears_out_is_not_counted_as_talked()
    {
        // After a restart nobody knows when the patient was last heard.
        var actor = Talk.Connected().Wait(TimeSpan.FromMinutes(5)).Do(Caller.System, new NotePartyLost(CallSide.Patient, null));
        actor.Wait(Minute).Last.ShouldBe(new CallEnded(CallEnd.Lost, 0));
    }

    [Fact]
    public void Hanging_up_while_somebody_is_missing_counts_up_to_where_they_were_heard() =>
        Talk.Reconnecting().Wait(TimeSpan.FromSeconds(20)).Do(People.Li, new HangUpCall())
            .Last.ShouldBe(new CallEnded(CallEnd.HungUp, (5 * 60) - 30));

    [Fact]
    public void Of_the_patients_side_who_answers_first_is_the_party()
    {
        var actor = Talk.RungByDoctor().Do(Talk.Carer, Talk.Answer);
        actor.State.PatientAccount.ShouldBe(Talk.Carer.Account);
        actor.Send(People.Wang, Talk.Answer).ShouldBe(Codes.CallAnswered);
        actor.Send(People.Wang, new HangUpCall()).ShouldBe(Codes.Forbidden);
        actor.Do(Talk.Carer, new HangUpCall());
    }

    [Fact]
    public void Nobody_answers_a_call_of_the_own_side()
    {
        Talk.Ringing().Send(Talk.Carer, Talk.Answer).ShouldBe(Codes.Forbidden);
        Talk.RungByDoctor().Send(People.Li, new DeclineCall()).ShouldBe(Codes.Forbidden);
    }

    [Theory]
    [InlineData(Codes.CallVideoOnly)]
    [InlineData(Codes.ConsultationClosed)]
    [InlineData(Codes.CallMinutesUsed)]
    public void What_the_consultation_does_not_allow_is_neither_begun_nor_answered(string code)
    {
        var facts = Talk.Facts with { Code = code };
        Talk.New().Send(People.Wang, Talk.Open with { Facts = facts }).ShouldBe(code);
        Talk.Ringing().Send(People.Li, new ConnectCall(facts)).ShouldBe(code);
    }

    [Fact]
    public void Only_the_parties_of_the_consultation_call() =>
        Talk.New().Send(People.OtherDoctor, Talk.Open).ShouldBe(Codes.Forbidden);

    [Fact]
    public void The_consultation_counts_the_minutes_before_the_lines_are_free()
    {
        var actor = Talk.In("used");
        actor.Reactions.TakeLast(3).Select(reaction => (reaction.To.Value, reaction.Command)).ShouldBe(
        [
            (Visit.Id.Feed.Value, new NoteCall
            {
                Call = Talk.Id, News = CallNews.Ended, StartedBy = CallSide.Patient, Reason = CallEnd.MinutesUsed, TalkedSeconds = 900,
            }),
            ("account/a-li", new ReleaseLine(Talk.Id)),
            ("account/a-wang", new ReleaseLine(Talk.Id)),
        ]);
    }

    [Fact]
    public void The_lines_are_held_for_as_long_as_the_call_may_last()
    {
        var actor = Talk.Connected();
        var first = actor.State.EndsAt!.Value;
        actor.Do(People.Li, new ExtendCall(30));
        actor.Reactions.Select(reaction => reaction.Command).OfType<HoldLine>().Select(hold => hold.Until).Distinct()
            .ShouldBe([first + Call.LineGrace, actor.State.EndsAt!.Value + Call.LineGrace]);
    }

    [Fact]
    public void A_consultation_that_takes_no_note_closes_the_call() =>
        Talk.Ringing().Reactions.Single().IfRefused!(Codes.ConsultationClosed).ShouldBe(new CloseCall(CallEnd.Closed));

    [Fact]
    public void A_call_of_the_doctor_shows_in_the_patients_inbox()
    {
        Talk.RungByDoctor().Reactions.Select(reaction => reaction.Command).OfType<NoteInbox>().Single()
            .ShouldBe(new NoteInbox(Talk.Id.Feed, "call.started"));
        Talk.Ringing().Reactions.Select(reaction => reaction.Command).OfType<NoteInbox>().ShouldBeEmpty();
    }
}
