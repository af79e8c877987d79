using Consult.Clinics;
using Consult.Doctors;
using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>A consultation of a free clinic (义诊): its place, its limits, and what it tells the clinic.</summary>
public sealed class FreeClinicTests
{
    private static readonly ClinicId Clinic = new("k-1");
    private static readonly DateTimeOffset Until = People.Start.AddHours(60);

    private static readonly OpenConsultation Open = new(
        new()
        {
            Patient = People.Patient, Kind = ConsultationKind.FreeClinic, Clinic = Clinic, Place = 7, Complaint = "血压偏高",
        },
        Visit.Standing, Offering: null, Place: new() { Code = null, Until = Until });

    public static TheoryData<string, string?> Requests() => new()
    {
        { "all well", null },
        { "unverified", Codes.PatientUnverified },
        { "no consent", Codes.ConsentRequired },
        { "place used", Codes.PlaceUsed },
        { "with a doctor", Codes.Invalid },
        { "with a department", Codes.Invalid },
        { "without a clinic", Codes.Invalid },
        { "without a place", Codes.Invalid },
        { "another kind with a clinic", Codes.Invalid },
    };

    [Theory, MemberData(nameof(Requests))]
    public void It_names_a_place_that_can_be_used_of_a_verified_patient_who_consented(string what, string? code)
    {
        var (wish, patient, place) = (Open.Request, Open.Patient, Open.Place);
        (wish, patient, place) = what switch
        {
            "unverified" => (wish, patient with { IsVerified = false }, place),
            "no consent" => (wish, patient with { Consents = [] }, place),
            "place used" => (wish, patient, place! with { Code = Codes.PlaceUsed }),
            "with a doctor" => (wish with { Doctor = People.Doctor }, patient, place),
            "with a department" => (wish with { Department = "内科" }, patient, place),
            "without a clinic" => (wish with { Clinic = null }, patient, null),
            "without a place" => (wish with { Place = null }, patient, null),
            "another kind with a clinic" => (wish with { Kind = ConsultationKind.Directed, Doctor = People.Doctor }, patient, place),
            _ => (wish, patient, place),
        };
        Visit.New().Send(People.Wang, Open with { Request = wish, Patient = patient, Place = place }).ShouldBe(code);
    }

    [Fact]
    public void It_costs_nothing_and_asks_the_clinic_to_take_it_at_once()
    {
        var actor = Requested();
        actor.State.PriceFen.ShouldBe(0);
        var reaction = actor.Reactions.ShouldHaveSingleItem();
        reaction.To.ShouldBe(Clinic.Feed);
        reaction.Command.ShouldBe(new EnterClinic
        {
            Consultation = Visit.Id, Patient = People.Patient, Place = 7, RequestedAt = People.Start, AcceptBy = People.Start.AddHours(48),
        });
        reaction.IfRefused!(Codes.PlaceUsed).ShouldBe(new RefuseQueue(Codes.PlaceUsed));
        actor.Do(Caller.System, new RefuseQueue(Codes.PlaceUsed)).State.Status.ShouldBe(ConsultationStatus.Cancelled);
    }

    [Theory]
    [InlineData(60, 48)]
    [InlineData(12, 12)]
    public void It_expires_after_48_hours_or_with_the_clinic_and_frees_its_place(int window, int hours)
    {
        var end = People.Start.AddHours(window);
        var actor = Visit.New().Do(People.Wang, Open with { Place = Open.Place! with { Until = end } }).Do(Caller.System, new ConfirmQueued());
        actor.Wait(TimeSpan.FromHours(hours).Subtract(TimeSpan.FromMilliseconds(1))).State.Status.ShouldBe(ConsultationStatus.Waiting);
        actor.Wait(TimeSpan.FromMilliseconds(1)).Last.ShouldBe(new ConsultationExpired(0));
        Told(actor).ShouldContain((Clinic.Feed, new LeaveClinic(Visit.Id)));
    }

    [Fact]
    public void A_host_who_does_not_act_for_the_patient_accepts_it_and_the_clinic_hears_of_it()
    {
        var actor = Requested();
        var accept = Visit.Accept(actor.Now);
        actor.Send(People.Li, new AcceptFromPool(accept, Visit.Standing with { Accounts = [People.Li.Account] })).ShouldBe(Codes.DoctorSelf);

        actor.Do(People.Li, new AcceptFromPool(accept, Visit.Standing));

        actor.Last.ShouldBe(new ConsultationAccepted(People.Li.Account, actor.Now.AddHours(48), People.Doctor, Until));
        Told(actor).ShouldContain((Clinic.Feed, new LeaveClinic(Visit.Id) { TakenBy = People.Doctor }));
        Told(actor).ShouldContain((People.Doctor.Feed, new ConfirmSlot(Visit.Id) { Kind = ConsultationKind.FreeClinic }));
    }

    [Fact]
    public void There_is_one_answer_to_the_complaint_and_two_follow_up_questions()
    {
        var actor = Accepted();
        // What is added before the answer belongs to the question.
        actor.Do(People.Wang, Visit.Says("还有头晕")).Do(People.Wang, Visit.Says("两天了"));
        Rounds(actor).ShouldBe((1, 2));
        actor.Do(People.Li, Visit.Says("先监测一周"));
        actor.Do(People.Wang, Visit.Says("怎么测？")).Do(People.Wang, Visit.Says("早晚吗？")).Do(People.Li, Visit.Says("早晚各一次"));
        actor.Do(People.Wang, Visit.Says("要吃药吗？")).Do(People.Li, Visit.Says("先不用"));
        Rounds(actor).ShouldBe((1, 0));
        actor.Send(People.Wang, Visit.Says("那复查呢？")).ShouldBe(Codes.QuotaExhausted);
        actor.Do(People.Li, Visit.Says("一周后复查"));
    }

    [Fact]
    public void The_two_questions_are_left_when_nothing_was_added_before_the_answer()
    {
        var actor = Accepted().Do(People.Li, Visit.Says("先监测一周")).Do(People.Wang, Visit.Says("怎么测？"));
        actor.Last.ShouldBeOfType<MessagePosted>().FollowUp.ShouldBe(1);
        Rounds(actor).ShouldBe((1, 1));
    }

    [Fact]
    public void Its_window_ends_with_the_clinic_and_a_host_who_has_not_answered_by_then_frees_the_place()
    {
        var answered = Accepted().Do(People.Li, Visit.Says("先监测一周")).Wait(TimeSpan.FromHours(60));
        answered.Last.ShouldBe(new WindowClosed(Until.AddHours(72)));
        answered.Do(People.Wang, Visit.Says("怎么测？")).Do(People.Li, Visit.Summary);
        Told(answered).ShouldNotContain((Clinic.Feed, new LeaveClinic(Visit.Id)));

        var late = Requested().Do(Caller.System, new ConfirmQueued()).Wait(TimeSpan.FromHours(40));
        late.Do(People.Li, new AcceptFromPool(Visit.Accept(late.Now), Visit.Standing));
        late.Last.ShouldBeOfType<ConsultationAccepted>().ReplyBy.ShouldBe(Until, "nobody waits beyond the clinic's end");
        late.Wait(TimeSpan.FromHours(20)).Last.ShouldBe(new ConsultationRefunded(0));
        Told(late).ShouldContain((Clinic.Feed, new LeaveClinic(Visit.Id)));
        Told(late).ShouldContain((People.Doctor.Feed, new LeaveDesk(Visit.Id)));
    }

    [Fact]
    public void When_the_clinic_is_called_off_who_waits_is_cancelled_and_who_was_accepted_goes_on()
    {
        var waiting = Requested().Do(Caller.System, new ConfirmQueued());
        waiting.Send(People.Li, new DropFromClinic()).ShouldBe(Codes.Forbidden);
        var cancelled = waiting.Do(Caller.System, new DropFromClinic()).Last.ShouldBeOfType<ConsultationCancelled>();
        (cancelled.Cause, cancelled.Code).ShouldBe((CancelCause.Queue, Codes.ClinicCalledOff));
        waiting.Do(Caller.System, new DropFromClinic()).Last.ShouldBe(cancelled);

        Accepted().Do(Caller.System, new DropFromClinic()).State.Status.ShouldBe(ConsultationStatus.Active);
    }

    [Fact]
    public void Nothing_is_sold_in_it() =>
        Accepted().Send(People.Wang, new BuyRounds(null)).ShouldBe(Codes.KindUnsupported);

    private static Actor<ConsultationState> Requested() => Visit.New().Do(People.Wang, Open);

    private static Actor<ConsultationState> Accepted()
    {
        var actor = Requested();
        return actor.Do(People.Li, new AcceptFromPool(Visit.Accept(actor.Now), Visit.Standing));
    }

    private static (int Used, int Left) Rounds(Actor<ConsultationState> actor)
    {
        var view = Consultation.ViewOf(actor.State)!;
        return (view.RoundsUsed, view.FollowUpsLeft);
    }

    private static (FeedId To, Command Command)[] Told(Actor<ConsultationState> actor) =>
        [.. actor.Reactions.Select(reaction => (reaction.To, reaction.Command))];
}
