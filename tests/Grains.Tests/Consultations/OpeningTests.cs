using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Payments;

namespace Consult.Consultations;

public sealed class OpeningTests
{
    public static TheoryData<string, string?> Facts() => new()
    {
        { "all well", null },
        { "unverified patient", Codes.PatientUnverified },
        { "consent for another purpose only", Codes.ConsentRequired },
        { "no such doctor", Codes.OfferingNone },
        { "kind not offered by the doctor", Codes.OfferingNone },
        { "licence not valid", Codes.LicenceUnverified },
        { "the doctor acts for the patient", Codes.DoctorSelf },
        { "account no longer related", Codes.Forbidden },
        { "for another patient", Codes.Forbidden },
        { "as a doctor", Codes.Forbidden },
        { "a slot without a video", Codes.Invalid },
        { "no doctor", Codes.Invalid },
        { "a card number as a method", Codes.Invalid },
        { "blank complaint", Codes.Invalid },
        { "long complaint", Codes.TextTooLong },
        { "complaint with a zero", Codes.TextInvalid },
        { "complaint with half a character", Codes.TextInvalid },
        { "complaint with an emoji", null },
    };

    [Theory, MemberData(nameof(Facts))]
    public void A_consultation_opens_only_on_sound_facts(string fact, string? code)
    {
        var (standing, offering, wish) = (Visit.Standing, Visit.Offering, Visit.Wish);
        var (by, open) = fact switch
        {
            "unverified patient" => (People.Wang, Visit.Open with { Patient = standing with { IsVerified = false } }),
            "consent for another purpose only" =>
                (People.Wang, Visit.Open with { Patient = standing with { Consents = [ConsentPurpose.Publishing] } }),
            "no such doctor" =>
                (People.Wang, Visit.Open with { Offering = new() { Account = null, IsLicensed = false, PriceFen = null } }),
            "kind not offered by the doctor" => (People.Wang, Visit.Open with { Offering = offering with { PriceFen = null } }),
            "licence not valid" => (People.Wang, Visit.Open with { Offering = offering with { IsLicensed = false } }),
            "the doctor acts for the patient" =>
                (People.Wang, Visit.Open with { Patient = standing with { Accounts = [People.Wang.Account, People.Li.Account] } }),
            "account no longer related" => (People.Wang, Visit.Open with { Patient = standing with { Accounts = [] } }),
            "for another patient" => (People.Wang with { For = new("p-2") }, Visit.Open),
            "as a doctor" => (People.Wang with { Role = Role.Doctor }, Visit.Open),
            "a slot without a video" => (People.Wang, Visit.Open with { Request = wish with { SlotAt = People.Start.AddDays(1) } }),
            "no doctor" => (People.Wang, Visit.Open with { Request = wish with { Doctor = null } }),
            "a card number as a method" => (People.Wang, Visit.Open with { Request = wish with { Method = "6222 0000 0000 0000" } }),
            "blank complaint" => (People.Wang, Visit.Open with { Request = wish with { Complaint = " " } }),
            "long complaint" => (People.Wang, Visit.Open with { Request = wish with { Complaint = new string('疼', 4001) } }),
            "complaint with a zero" => (People.Wang, Visit.Open with { Request = wish with { Complaint = "a\0b" } }),
            "complaint with half a character" => (People.Wang, Visit.Open with { Request = wish with { Complaint = "a\ud83d" } }),
            "complaint with an emoji" => (People.Wang, Visit.Open with { Request = wish with { Complaint = "疼😣" } }),
            _ => (People.Wang, Visit.Open),
        };

        Visit.New().Send(by, open).ShouldBe(code);
    }

    [Fact]
    public void A_request_fixes_its_terms_and_asks_for_its_payment()
    {
        var actor = Visit.Unpaid();

        var requested = actor.Last.ShouldBeOfType<ConsultationRequested>();
        requested.AcceptBy.ShouldBe(actor.Now + TimeSpan.FromMinutes(15));
        (requested.RoundLimit, requested.FollowUpLimit, requested.PriceFen).ShouldBe((20, 2, Visit.Price));
        actor.Access.Select(row => (row.Grantee, row.Role))
            .ShouldBe([("patient/p-1", Role.Patient), ("account/a-li", Role.Doctor)]);
        var reaction = actor.Reactions.ShouldHaveSingleItem();
        reaction.To.ShouldBe(Visit.Payment.Feed);
        reaction.Command.ShouldBe(new OpenPayment
        {
            Consultation = Visit.Id, Patient = People.Patient, Payer = People.Wang.Account, Fen = Visit.Price, Method = "sandbox",
        });
    }

    [Fact]
    public void Once_paid_it_asks_the_doctors_queue_and_what_costs_nothing_does_so_at_once()
    {
        AsksTheQueue(Visit.Requested().Reactions.Last());
        AsksTheQueue(Visit.New().Do(People.Wang, Visit.Open with { Offering = Visit.Offering with { PriceFen = 0 } })
            .Reactions.ShouldHaveSingleItem());
    }

    private static void AsksTheQueue(Reaction reaction)
    {
        reaction.To.ShouldBe(People.Doctor.Feed);
        reaction.Command.ShouldBe(new Enqueue(Visit.Id, ConsultationKind.Directed)
        {
            RequestedAt = People.Start, AcceptBy = People.Start.AddHours(24),
        });
        reaction.IfRefused!(Codes.DoctorQueueFull).ShouldBe(new RefuseQueue(Codes.DoctorQueueFull));
    }

    [Fact]
    public void A_refused_queue_cancels_with_its_code_and_a_full_refund()
    {
        var actor = Visit.Requested().Do(Caller.System, new RefuseQueue(Codes.DoctorQueueFull));

        var cancelled = actor.Last.ShouldBeOfType<ConsultationCancelled>();
        (cancelled.Cause, cancelled.Code, cancelled.RefundFen).ShouldBe((CancelCause.Queue, Codes.DoctorQueueFull, Visit.Price));
    }

    [Theory]
    [InlineData(0, Codes.ReservationExpired)]
    [InlineData(-1, Codes.ReservationExpired)]
    [InlineData(1, null)]
    public void An_acceptance_needs_a_reservation_that_lives(int milliseconds, string? code)
    {
        var actor = Visit.Waiting();
        actor.Send(People.Li, new AcceptReserved(People.Doctor, actor.Now.AddMilliseconds(milliseconds))).ShouldBe(code);
    }

    [Fact]
    public void A_reservation_at_another_desk_does_not_count()
    {
        var actor = Visit.Waiting();
        actor.Send(People.Li, Visit.Accept(actor.Now) with { Doctor = new("d-2") }).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void An_acceptance_confirms_the_place_and_tells_the_patient()
    {
        var actor = Visit.Active();

        actor.Reactions.TakeLast(2).Select(r => (r.To, r.Command)).ShouldBe<(FeedId, Command)>(
        [
            (People.Doctor.Feed, new ConfirmSlot(Visit.Id) { Kind = ConsultationKind.Directed }),
            (People.Patient.Feed, new NoteInbox(Visit.Id.Feed, "consultation.accepted")),
        ]);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    [InlineData("refunded")]
    [InlineData("terminated")]
    [InlineData("transferred")]
    public void Every_end_clears_the_desk_and_tells_the_patient(string end)
    {
        var actor = Visit.In(end);

        var told = actor.Reactions.Select(r => (r.To, r.Command)).ToArray();
        told.ShouldContain((People.Doctor.Feed, new LeaveDesk(Visit.Id)));
        told[^1].ShouldBe((People.Patient.Feed, new NoteInbox(Visit.Id.Feed, $"consultation.{end}")));
        told.Contains((Visit.Payment.Feed, new RefundPayment(null))).ShouldBe(end != "completed");
        actor.Wait(TimeSpan.FromDays(2));
        new Consultation(new(), new()).DeadlineOf(actor.State).ShouldBeNull();
    }

    [Fact]
    public void The_directory_shows_states_and_never_text()
    {
        var entry = Visit.Answered().Entry.ShouldNotBeNull();

        entry.Terms.ShouldBe(["patient:p-1", "doctor:d-1", "status:active"]);
        entry.Data.ShouldContain("\"status\":\"active\"");
        entry.Data.ShouldNotContain("咳嗽");
        entry.Data.ShouldNotContain("多久");
    }
}
