using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Consultations;

// From the request to the doctor's acceptance.
internal sealed partial class Consultation
{
    private const int MaxDepartment = 50;

    private Decision Open(ConsultationState state, OpenConsultation open, Context context)
    {
        var (request, patient, offering, pool, place) = open;
        var terms = options.Of(request.Kind);
        if (state.Exists) return Decision.Refuse(Codes.ConsultationExists);
        if (context.By.Role is not Role.Patient || context.By.For != request.Patient) return Decision.Refuse(Codes.Forbidden);
        if (!patient.Accounts.Contains(context.By.Account)) return Decision.Refuse(Codes.Forbidden);
        if (CheckShape(request) is { } bad) return Decision.Refuse(bad);
        if (!patient.IsVerified) return Decision.Refuse(Codes.PatientUnverified);
        if (!patient.Consents.Contains(ConsentPurpose.HealthData)) return Decision.Refuse(Codes.ConsentRequired);
        if (offering is not null && CheckOffering(offering, patient) is { } unfit) return Decision.Refuse(unfit);
        if (pool is not null && CheckPool(pool) is { } closed) return Decision.Refuse(closed);
        if (place?.Code is { } unusable) return Decision.Refuse(unusable);
        var price = pool is not null ? options.QuickPriceFen : offering?.PriceFen ?? 0;
        var isInfant = patient.Age == 0;
        var requested = new ConsultationRequested
        {
            Patient = request.Patient,
            Doctor = request.Doctor,
            DoctorAccount = offering?.Account,
            Department = request.Department?.Trim(),
            SlotAt = request.SlotAt,
            RequestedBy = context.By.Account,
            Kind = request.Kind,
            PriceFen = price,
            Method = price > 0 ? request.Method ?? options.PaymentMethod : null,
            Guaranteed = options.Guarantee && price > 0 && !patient.HasOrdered,
            AcceptBy = price > 0 ? context.Now + options.PayWithin : NotAfter(place?.Until, AcceptBy(request.Kind, request.SlotAt, context.Now)),
            RoundLimit = terms.Rounds,
            FollowUpLimit = terms.FollowUps,
            From = request.From,
            VideoMinutes = request.Kind is ConsultationKind.Video ? options.VideoMinutes : null,
            Clinic = request.Clinic,
            Place = request.Place,
            ClinicUntil = place?.Until,
            Infant = isInfant,
            InterviewDepartment = interviews.DepartmentOf(request.Department?.Trim() ?? offering?.Department),
            Complaint = request.Complaint,
        };
        return Decision.Accept([requested, .. Notices(request.Complaint, isInfant, known: [])]);
    }

    private static string? CheckShape(RequestConsultation request)
    {
        var isQuick = request.Kind is ConsultationKind.Quick;
        var isFree = request.Kind is ConsultationKind.FreeClinic;
        if ((isQuick || isFree) != (request.Doctor is null) || isQuick != (request.Department is not null)) return Codes.Invalid;
        if (isFree != (request.Clinic is not null) || isFree != (request.Place is not null)) return Codes.Invalid;
        if (request.Department is not null && TextRules.Check(request.Department, MaxDepartment) is { } bad) return bad;
        if (request.SlotAt is not null && request.Kind is not ConsultationKind.Video) return Codes.Invalid;
        return CheckMethod(request.Method) ?? TextRules.Check(request.Complaint);
    }

    private static string? CheckPool(PoolFacts pool)
    {
        if (pool.Name is null) return Codes.DepartmentUnknown;
        return pool.OpensAt is null ? null : Codes.QuickClosed;
    }

    private static string? CheckOffering(OfferingFacts offering, PatientStanding patient)
    {
        if (offering.Account is not { } doctor || offering.PriceFen is null) return Codes.OfferingNone;
        if (!offering.IsLicensed) return Codes.LicenceUnverified;
        return patient.Accounts.Contains(doctor) ? Codes.DoctorSelf : null;
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
            RefundFen = state.Charges.OpenFen(),
        });
    }

    // What a host has accepted meanwhile goes on.
    private static Decision Drop(ConsultationState state, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.IsOver || state.Status is ConsultationStatus.Active
            ? Decision.Accept()
            : Decision.Accept(new ConsultationCancelled { Cause = CancelCause.Queue, Code = Codes.ClinicCalledOff, RefundFen = state.Charges.OpenFen() });
    }

    private Decision Accept(ConsultationState state, AcceptReserved command, Context context)
    {
        if (context.By.Role is not Role.Doctor || (state.RequestedOf is { } chosen && chosen != command.Doctor))
            return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.ConsultationTaken);
        if (!state.IsPaid) return Decision.Refuse(Codes.PaymentRequired);
        if (command.ReservedUntil <= context.Now) return Decision.Refuse(Codes.ReservationExpired);
        return Decision.Accept(Accepted(state, command.Doctor, context));
    }

    // A booked video consultation begins with its slot, whenever it was accepted.
    private ConsultationAccepted Accepted(ConsultationState state, DoctorId doctor, Context context)
    {
        var terms = options.Of(state.Kind);
        var begins = state.SlotAt > context.Now ? state.SlotAt.Value : context.Now;
        var windowEnds = state.Kind is ConsultationKind.Quick ? begins + terms.Window : state.ClinicUntil;
        return new(context.By.Account, NotAfter(state.ClinicUntil, begins + terms.ReplyWithin), doctor, windowEnds);
    }

    // Nobody waits beyond the end of a clinic.
    private static DateTimeOffset NotAfter(DateTimeOffset? end, DateTimeOffset moment) => end < moment ? end.Value : moment;

    private static Decision Decline(ConsultationState state, DeclineConsultation command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.ConsultationTaken);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new ConsultationCancelled
        {
            Cause = CancelCause.Doctor,
            RefundFen = state.Charges.OpenFen(),
            Reason = command.Reason,
        });
    }

    private static Decision Cancel(ConsultationState state, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Status is ConsultationStatus.Active) return Decision.Refuse(Codes.CancelAfterAccept);
        return Decision.Accept(new ConsultationCancelled { Cause = CancelCause.Patient, RefundFen = state.Charges.OpenFen() });
    }
}
