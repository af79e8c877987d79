using Consult.Feeds;
using Consult.Patients;

namespace Consult.Consultations;

// From the request to the doctor's acceptance.
internal sealed partial class Consultation
{
    private Decision Open(ConsultationState state, OpenConsultation open, Context context)
    {
        var (request, patient, offering) = open;
        if (state.Exists) return Decision.Refuse(Codes.ConsultationExists);
        if (context.By.Role is not Role.Patient || context.By.For != request.Patient) return Decision.Refuse(Codes.Forbidden);
        if (!patient.Accounts.Contains(context.By.Account)) return Decision.Refuse(Codes.Forbidden);
        if (request.Kind is not (ConsultationKind.Directed or ConsultationKind.Video)) return Decision.Refuse(Codes.KindUnsupported);
        if (TextRules.Check(request.Complaint) is { } bad) return Decision.Refuse(bad);
        if (!patient.IsVerified) return Decision.Refuse(Codes.PatientUnverified);
        if (!patient.Consents.Contains(ConsentPurpose.HealthData)) return Decision.Refuse(Codes.ConsentRequired);
        if (offering.Account is not { } doctor || offering.PriceFen is not { } price) return Decision.Refuse(Codes.OfferingNone);
        if (!offering.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (patient.Accounts.Contains(doctor)) return Decision.Refuse(Codes.DoctorSelf);
        return Decision.Accept(new ConsultationRequested
        {
            Patient = request.Patient,
            Doctor = request.Doctor,
            DoctorAccount = doctor,
            RequestedBy = context.By.Account,
            Kind = request.Kind,
            PriceFen = price,
            AcceptBy = context.Now + options.AcceptWithin,
            RoundLimit = options.Rounds,
            FollowUpLimit = options.FollowUps,
            Complaint = request.Complaint,
            VideoMinutes = request.Kind is ConsultationKind.Video ? options.VideoMinutes : null,
        });
    }

    // The doctor may have accepted before this confirmation came.
    private static Decision Queued(ConsultationState state, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        return state.Status is ConsultationStatus.Requested
            ? Decision.Accept(new ConsultationWaiting())
            : Decision.Accept();
    }

    // A refusal that comes after a confirmation is of a repeated attempt: the queue holds the consultation.
    private static Decision NotQueued(ConsultationState state, RefuseQueue command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is not ConsultationStatus.Requested) return Decision.Accept();
        return Decision.Accept(new ConsultationCancelled
        {
            Cause = CancelCause.Queue,
            Code = command.Code,
            RefundFen = state.PriceFen,
        });
    }

    private Decision Accept(ConsultationState state, AcceptReserved command, Context context)
    {
        if (!IsDoctor(state, context.By) || command.Doctor != state.Doctor) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.ConsultationTaken);
        return command.ReservedUntil > context.Now
            ? Decision.Accept(new ConsultationAccepted(context.By.Account, context.Now + options.ReplyWithin) { NoShowBy = NoShowBy(state, context.Now) })
            : Decision.Refuse(Codes.ReservationExpired);
    }

    private static Decision Decline(ConsultationState state, DeclineConsultation command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.ConsultationTaken);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new ConsultationCancelled
        {
            Cause = CancelCause.Doctor,
            RefundFen = state.PriceFen,
            Reason = command.Reason,
        });
    }

    private static Decision Cancel(ConsultationState state, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.CancelAfterAccept);
        return Decision.Accept(new ConsultationCancelled { Cause = CancelCause.Patient, RefundFen = state.PriceFen });
    }
}
