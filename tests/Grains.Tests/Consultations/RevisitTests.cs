using Consult.Attachments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Prescriptions;

namespace Consult.Consultations;

/// <summary>A revisit (L1): what every command of it does on every step of the way, and in other kinds.</summary>
public sealed class RevisitTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    // Each step on the way holds all before it. Advice: a directed consultation. Admitted: waits for the pharmacist.
    private const string Table = """
        command   event                      advice  waiting  active   document confirmed diagnosed silent   admitted valid    returned terminated completed
        attach    revisit.document.attached  advice  ok       ok       ok       confirmed confirmed confirmed confirmed confirmed confirmed closed closed
        again     -                          advice  ok!      ok!      =        =         =         =        =        =        =        closed     closed
        confirm   revisit.confirmed          advice  inactive document ok       =         =         =        =        =        =        closed     closed
        diagnose  diagnosis.recorded         advice  inactive document unconf   ok        ok        ok       ok       ok       ok       closed     closed
        admit     prescription.admitted      advice  inactive document unconf   diagnosis ok        early    =        taken    ok       closed     closed
        another   prescription.admitted      advice  inactive document unconf   diagnosis ok        early    taken    taken    ok       closed     closed
        complete  consultation.completed     ok      inactive ok       ok       ok        ok        summary  pending  ok       ok       closed     closed
        terminate consultation.terminated    ok      inactive ok       ok       ok        ok        ok       taken    taken    ok       closed     closed
        note      prescription.noted         =       =        =        =        =         =         =        ok       ok       ok       =          =
        """;

    private static readonly AttachmentId Document = new("a-1");

    private static readonly PrescriptionId Prescription = new("p-1");

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["advice"] = Codes.AdviceOnly,
        ["inactive"] = Codes.ConsultationInactive,
        ["closed"] = Codes.ConsultationClosed,
        ["document"] = Codes.RevisitDocumentMissing,
        ["confirmed"] = Codes.RevisitConfirmed,
        ["unconf"] = Codes.RevisitUnconfirmed,
        ["diagnosis"] = Codes.DiagnosisMissing,
        ["early"] = Codes.PrescriptionTooEarly,
        ["taken"] = Codes.PrescriptionAdmitted,
        ["pending"] = Codes.PrescriptionPending,
        ["summary"] = Codes.SummaryTooEarly,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_on_every_step_what_the_table_says(string command, string step, string outcome, string happens)
    {
        var actor = On(step);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor.Now);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "ok!" or "=" ? null : CodeOf[outcome]);
        var happened = actor.Events.Skip(before).Select(e => e.Envelope.Type);
        happened.ShouldBe(outcome switch { "ok" => [happens], "ok!" => ["revisit.document.attached"], _ => [] });
    }

    [Theory]
    [InlineData("attach")]
    [InlineData("confirm")]
    [InlineData("diagnose")]
    [InlineData("admit")]
    [InlineData("note")]
    public void Who_is_no_party_of_it_is_refused(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, People.OtherDoctor, People.Staff, Caller.System, Rx.Chen,
            People.Li with { Role = Role.System, Account = People.Li.Account }, People.Wang with { For = new("p-2") },
        ];
        foreach (var by in all)
        {
            var mayTry = command switch
            {
                "attach" => by == People.Wang,
                "note" => by.Role is Role.System,
                _ => by == People.Li,
            };
            var actor = On("diagnosed");
            if (!mayTry) actor.Send(by, Make(command, actor.Now).Command).ShouldBe(Codes.Forbidden, by.ToString());
        }
    }

    [Fact]
    public void The_document_is_a_whole_attachment_of_this_consultation()
    {
        AttachmentView?[] unusable =
            [null, Found(Document) with { Status = AttachmentStatus.Uploading }, Found(Document) with { Consultation = new("c-2") }];
        foreach (var found in unusable)
            On("active").Send(People.Wang, new AttachFound(new(Document), found)).ShouldBe(Codes.AttachmentUnready);
        On("active").Send(People.Wang, new AttachPriorDiagnosis(Document)).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void The_approval_ends_the_window_and_what_else_becomes_of_it_does_not()
    {
        var valid = On("valid");
        valid.Events[^1].Body.ShouldBe(new WindowClosed(valid.Now + TimeSpan.FromHours(72)));
        On("returned").State.IsWindowClosed.ShouldBeFalse();
    }

    [Fact]
    public void A_signature_that_ran_out_is_not_admitted()
    {
        var actor = On("diagnosed");
        actor.Send(People.Li, new AdmitPrescription(Prescription, 1, actor.Now)).ShouldBe(Codes.ReservationExpired);
    }

    [Fact]
    public void An_admission_asks_the_prescription_to_take_effect_and_is_taken_back_when_that_fails()
    {
        var actor = On("admitted");
        var reaction = actor.Reactions.Last();
        (reaction.To, reaction.Command).ShouldBe((Prescription.Feed, new ConfirmSignature(1)));

        actor.Do(Caller.System, reaction.IfRefused.ShouldNotBeNull()(Codes.SignatureLapsed));

        var (by, another) = Make("another", actor.Now);
        actor.Send(by, another).ShouldBeNull();
    }

    [Fact]
    public void News_of_content_that_was_not_admitted_changes_nothing()
    {
        var actor = On("admitted").Do(Caller.System, new NotePrescription(Prescription, 7, PrescriptionStatus.Lapsed));
        actor.State.Revisit.IsPending.ShouldBeTrue();
    }

    [Theory]
    [InlineData("I10", null)]
    [InlineData("E11.9", null)]
    [InlineData("E11.900", null)]
    [InlineData("I10.x00x002", null)]
    [InlineData("U07.1", null)]
    [InlineData("i10", Codes.DiagnosisCodeInvalid)]
    [InlineData("I1", Codes.DiagnosisCodeInvalid)]
    [InlineData("I10.", Codes.DiagnosisCodeInvalid)]
    [InlineData("I10\n", Codes.DiagnosisCodeInvalid)]
    [InlineData("高血压", Codes.DiagnosisCodeInvalid)]
    [InlineData(null, Codes.DiagnosisCodeInvalid)]
    public void A_diagnosis_is_coded_in_the_form_of_ICD_10(string? diagnosis, string? code) =>
        On("confirmed").Send(People.Li, new RecordDiagnosis(diagnosis, "高血压")).ShouldBe(code);

    [Fact]
    public void A_diagnosis_is_sealed()
    {
        var recorded = On("diagnosed").Events.Select(e => e.Body).OfType<DiagnosisRecorded>().Single();
        var stored = BodyCodec.Encode(recorded, "patient/p-1", new byte[32], (Visit.Id.Feed, 1, "diagnosis.recorded"));
        System.Text.Encoding.UTF8.GetString(stored).ShouldNotContain("E11");
    }

    [Fact]
    public void The_desk_is_told_that_a_patient_has_one_revisit_at_a_time()
    {
        On("waiting").Reactions.Select(reaction => reaction.Command).OfType<Enqueue>().ShouldHaveSingleItem()
            .OnlyOneOf.ShouldBe(People.Patient);
        Visit.Waiting().Reactions.Select(reaction => reaction.Command).OfType<Enqueue>().ShouldHaveSingleItem()
            .OnlyOneOf.ShouldBeNull();
    }

    [Theory]
    [InlineData("diagnosed")]
    [InlineData("valid")]
    public void The_stored_events_fold_to_the_same_state(string step)
    {
        var actor = On(step);
        Actor<ConsultationState>.Json(actor.Replayed()).ShouldBe(Actor<ConsultationState>.Json(actor.State));
    }

    private static Actor<ConsultationState> On(string step) => step switch
    {
        "advice" => Visit.Answered(),
        "waiting" => Requested().Do(Caller.System, new ConfirmQueued()),
        "active" => Answered(),
        "document" => Answered().Do(People.Wang, Attaches(Document)),
        "confirmed" => On("document").Do(People.Li, new ConfirmRevisit()),
        "diagnosed" => On("confirmed").Do(People.Li, new RecordDiagnosis("E11.9", "2型糖尿病")),
        "silent" => Active().Do(People.Wang, Attaches(Document)).Do(People.Li, new ConfirmRevisit())
            .Do(People.Li, new RecordDiagnosis("E11.9", "2型糖尿病")),
        "admitted" => Admitted(On("diagnosed")),
        "valid" => On("admitted").Do(Caller.System, new NotePrescription(Prescription, 1, PrescriptionStatus.Valid)),
        "returned" => On("admitted").Do(Caller.System, new NotePrescription(Prescription, 1, PrescriptionStatus.Returned)),
        "terminated" => On("diagnosed").Do(People.Li, new TerminateConsultation("请到线下就诊")),
        "completed" => On("valid").Do(People.Li, Visit.Summary),
        _ => throw new ArgumentException(step),
    };

    private static AttachFound Attaches(AttachmentId document) => new(new(document), Found(document));

    private static AttachmentView Found(AttachmentId document) => new()
    {
        Attachment = document, Consultation = Visit.Id, Patient = People.Patient, Account = People.Wang.Account,
        Status = AttachmentStatus.Ready, Size = 1000, ChunkSize = 1000, ExpiresAt = People.Start,
    };

    private static Actor<ConsultationState> Admitted(Actor<ConsultationState> actor) =>
        actor.Do(People.Li, new AdmitPrescription(Prescription, 1, actor.Now.AddSeconds(30)));

    private static Actor<ConsultationState> Requested() =>
        Visit.New().Do(People.Wang, Visit.Open with { Request = Visit.Wish with { Kind = ConsultationKind.Revisit } })
            .Do(Caller.System, new ConfirmPayment(Visit.Payment));

    private static Actor<ConsultationState> Active()
    {
        var actor = Requested().Do(Caller.System, new ConfirmQueued());
        return actor.Do(People.Li, Visit.Accept(actor.Now));
    }

    private static Actor<ConsultationState> Answered() => Active().Do(People.Li, Visit.Says("最近血糖如何？"));

    private static (Caller By, Command Command) Make(string command, DateTimeOffset now) => command switch
    {
        "attach" => (People.Wang, Attaches(new("a-2"))),
        "again" => (People.Wang, Attaches(Document)),
        "confirm" => (People.Li, new ConfirmRevisit()),
        "diagnose" => (People.Li, new RecordDiagnosis("I10", "高血压")),
        "admit" => (People.Li, new AdmitPrescription(Prescription, 1, now.AddSeconds(30))),
        "another" => (People.Li, new AdmitPrescription(new("p-2"), 1, now.AddSeconds(30))),
        "complete" => (People.Li, Visit.Summary),
        "terminate" => (People.Li, new TerminateConsultation("请到线下就诊")),
        "note" => (Caller.System, new NotePrescription(Prescription, 1, PrescriptionStatus.Lapsed)),
        _ => throw new ArgumentException(command),
    };
}
