using System.Text.RegularExpressions;
using Consult.Feeds;
using Consult.Prescriptions;

namespace Consult.Consultations;

// A revisit (复诊续方). Without a document of the earlier diagnosis and the doctor's confirmation every session is
// health advice, without diagnosis and prescription (互联网诊疗管理办法; 监管细则 2022).
internal sealed partial class Consultation
{
    private static Decision Attach(ConsultationState state, AttachFound attach, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Kind is not ConsultationKind.Revisit) return Decision.Refuse(Codes.AdviceOnly);
        if (attach.Wish.Document == state.Revisit.Document) return Decision.Accept();
        if (state.Revisit.IsConfirmed) return Decision.Refuse(Codes.RevisitConfirmed);
        return IsUsable(state, attach.Found)
            ? Decision.Accept(new RevisitDocumentAttached(attach.Wish.Document))
            : Decision.Refuse(Codes.AttachmentUnready);
    }

    private static Decision ConfirmRevisit(ConsultationState state, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if ((NotActive(state) ?? NotDocumented(state)) is { } early) return Decision.Refuse(early);
        return state.Revisit.IsConfirmed
            ? Decision.Accept()
            : Decision.Accept(new RevisitConfirmed(state.Revisit.Document.GetValueOrDefault()));
    }

    private static Decision Diagnose(ConsultationState state, RecordDiagnosis command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if ((NotActive(state) ?? IsAdvice(state)) is { } early) return Decision.Refuse(early);
        if (!Icd10().IsMatch(command.Code.Value ?? "")) return Decision.Refuse(Codes.DiagnosisCodeInvalid);
        return TextRules.Check(command.Text) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new DiagnosisRecorded(command.Code, command.Text));
    }

    private static Decision Admit(ConsultationState state, AdmitPrescription command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        var before = state.Revisit.Prescription;
        var isAgain = before?.Id == command.Prescription && before.Status is PrescriptionStatus.Signed;
        if (isAgain && before?.Revision == command.Revision) return Decision.Accept();
        // A prescription whose first signature never took effect may be signed once more with another content.
        var early = NotActive(state) ?? NotReady(state) ?? (isAgain ? null : IsTaken(state));
        if (early is not null) return Decision.Refuse(early);
        return command.ReservedUntil > context.Now
            ? Decision.Accept(new PrescriptionAdmitted(command.Prescription, command.Revision))
            : Decision.Refuse(Codes.ReservationExpired);
    }

    // The pharmacist's approval is what a revisit is for: it ends the window. Nothing is written any more when the
    // consultation is over; the patient hears of the prescription itself.
    private Decision Heard(ConsultationState state, NotePrescription command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        var isAdmitted = state.Revisit.Prescription is { } admitted
            && admitted.Id == command.Prescription && admitted.Revision == command.Revision && admitted.Status != command.Status;
        if (!isAdmitted || state.IsOver) return Decision.Accept();
        var noted = new PrescriptionNoted(command.Prescription, command.Status);
        return command.Status is PrescriptionStatus.Valid && !state.IsWindowClosed
            ? Decision.Accept(noted, new WindowClosed(context.Now + options.SummaryWithin))
            : Decision.Accept(noted);
    }

    private static Reaction AskToConfirm(PrescriptionAdmitted e) => new(
        e.Prescription.Feed,
        new ConfirmSignature(e.Revision),
        _ => new NotePrescription(e.Prescription, e.Revision, PrescriptionStatus.Lapsed));

    /// <summary>What an event of a revisit makes of the state; null when it is none.</summary>
    private static ConsultationState? ApplyRevisit(ConsultationState state, EventBody body)
    {
        var revisit = body switch
        {
            RevisitDocumentAttached e => state.Revisit with { Document = e.Document },
            RevisitConfirmed => state.Revisit with { IsConfirmed = true },
            DiagnosisRecorded => state.Revisit with { IsDiagnosed = true },
            PrescriptionAdmitted e => state.Revisit with { Prescription = new(e.Prescription, e.Revision, PrescriptionStatus.Signed) },
            PrescriptionNoted e => state.Revisit with { Prescription = state.Revisit.Prescription! with { Status = e.Status } },
            _ => null,
        };
        return revisit is null ? null : state with { Revisit = revisit };
    }

    public static PrescribingFacts? PrescribingOf(ConsultationState state) => state.Doctor is not { } doctor ? null : new()
    {
        Patient = state.Patient,
        Doctor = doctor,
        DoctorAccount = state.DoctorAccount.GetValueOrDefault(),
        Code = NotActive(state) ?? NotReady(state) ?? IsTaken(state),
    };

    private static RevisitView? RevisitOf(ConsultationState state) => state.Kind is not ConsultationKind.Revisit ? null : new()
    {
        Document = state.Revisit.Document,
        IsConfirmed = state.Revisit.IsConfirmed,
        IsDiagnosed = state.Revisit.IsDiagnosed,
        Prescription = state.Revisit.Prescription?.Id,
        PrescriptionStatus = state.Revisit.Prescription?.Status,
    };

    private static string? NotDocumented(ConsultationState state)
    {
        if (state.Kind is not ConsultationKind.Revisit) return Codes.AdviceOnly;
        return state.Revisit.Document is null ? Codes.RevisitDocumentMissing : null;
    }

    /// <summary>The code for why the session is health advice; null when it is a confirmed revisit.</summary>
    private static string? IsAdvice(ConsultationState state) =>
        NotDocumented(state) ?? (state.Revisit.IsConfirmed ? null : Codes.RevisitUnconfirmed);

    private static string? NotReady(ConsultationState state)
    {
        if (IsAdvice(state) is { } advice) return advice;
        if (!state.Revisit.IsDiagnosed) return Codes.DiagnosisMissing;
        // Otherwise the money could go back for want of an answer, while the prescription stays.
        return state.FirstReplyAt is null ? Codes.PrescriptionTooEarly : null;
    }

    private static string? IsTaken(ConsultationState state) => state.Revisit.IsPrescribed ? Codes.PrescriptionAdmitted : null;

    // A category of ICD-10 and, behind the point, its subdivision as the national clinical versions extend it.
    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[0-9A-Za-z]{1,8})?\z")]
    private static partial Regex Icd10();
}
