namespace Consult.Feeds;

// Codes of the medical rules. None is retryable: the same command is refused again until somebody has done something.
public static partial class Codes
{
    /// <summary>There are as many relations as allowed.</summary>
    public const string RelationLimit = "relation.limit";

    /// <summary>Only the patient or a guardian may do this.</summary>
    public const string RelationInsufficient = "relation.insufficient";

    /// <summary>The last account of the patient or a guardian must stay.</summary>
    public const string RelationLast = "relation.last";

    /// <summary>The account has no relation to the patient.</summary>
    public const string RelationAbsent = "relation.absent";

    /// <summary>Another account is the patient's own already.</summary>
    public const string RelationSelfTaken = "relation.self.taken";

    /// <summary>The account is open, and not in a role of the staff.</summary>
    public const string NotStaff = "staff.role";

    /// <summary>The patient is registered already.</summary>
    public const string PatientExists = "patient.exists";

    /// <summary>The patient's real name is not verified.</summary>
    public const string PatientUnverified = "patient.unverified";

    /// <summary>The patient has not given the consent that this needs: to the use of health data, or to publishing.</summary>
    public const string ConsentRequired = "consent.required";

    /// <summary>For a child under 14, or of unknown age, a guardian must consent.</summary>
    public const string ConsentGuardianRequired = "consent.guardian.required";

    /// <summary>The doctor is registered already.</summary>
    public const string DoctorExists = "doctor.exists";

    /// <summary>Who acts for the patient cannot be the doctor.</summary>
    public const string DoctorSelf = "doctor.self";

    /// <summary>The doctor's queue is full.</summary>
    public const string DoctorQueueFull = "doctor.queue.full";

    /// <summary>The doctor has as many running consultations as allowed.</summary>
    public const string DoctorCapReached = "doctor.cap.reached";

    /// <summary>The doctor's licence is not verified or no longer valid.</summary>
    public const string LicenceUnverified = "licence.unverified";

    /// <summary>Prove who you are again before you receive a patient.</summary>
    public const string ReauthenticationRequired = "reauthentication.required";

    /// <summary>This kind of consultation is not offered here.</summary>
    public const string KindUnsupported = "kind.unsupported";

    /// <summary>The doctor does not offer this kind of consultation.</summary>
    public const string OfferingNone = "offering.none";

    /// <summary>The consultation is not in the doctor's queue.</summary>
    public const string QueueAbsent = "queue.absent";

    /// <summary>The reserved place ran out before the consultation decided. Accept again under a new command id.</summary>
    public const string ReservationExpired = "reservation.expired";

    /// <summary>The consultation was requested already.</summary>
    public const string ConsultationExists = "consultation.exists";

    /// <summary>The consultation has been accepted already.</summary>
    public const string ConsultationTaken = "consultation.taken";

    /// <summary>The consultation has ended.</summary>
    public const string ConsultationClosed = "consultation.closed";

    /// <summary>The consultation has not been accepted yet.</summary>
    public const string ConsultationInactive = "consultation.inactive";

    /// <summary>The doctor has accepted; ask for a refund instead.</summary>
    public const string CancelAfterAccept = "cancel.after.accept";

    /// <summary>The rounds and follow-up questions are used up.</summary>
    public const string QuotaExhausted = "quota.exhausted";

    /// <summary>Wait for the doctor's reply before you write more.</summary>
    public const string TurnTooLong = "turn.too.long";

    /// <summary>The consultation's window has ended.</summary>
    public const string WindowPassed = "window.passed";

    /// <summary>Reply to the patient before you complete the consultation.</summary>
    public const string SummaryTooEarly = "summary.too.early";

    /// <summary>Only a completed consultation can be rated.</summary>
    public const string RatingTooEarly = "rating.too.early";

    /// <summary>The consultation has been rated already.</summary>
    public const string RatingRepeated = "rating.repeated";

    /// <summary>There is no such message, or it is too old to be recalled.</summary>
    public const string RecallTooLate = "recall.too.late";

    /// <summary>Only its author may recall a message.</summary>
    public const string RecallNotYours = "recall.not.yours";

    private static CodeInfo[] OfDomain() =>
    [
        new(RelationLimit, 409, false, "The patient or the account has as many relations as allowed."),
        new(RelationInsufficient, 403, false, "Only the patient or a guardian may do this."),
        new(RelationLast, 409, false, "The last account of the patient or a guardian must stay."),
        new(RelationAbsent, 409, false, "The account has no relation to the patient."),
        new(RelationSelfTaken, 409, false, "Another account is the patient's own already."),
        new(NotStaff, 409, false, "The account is open, and neither as pharmacist nor as assistant nor as operator."),
        new(PatientExists, 409, false, "The patient is registered already."),
        new(PatientUnverified, 409, false, "The patient's real name is not verified."),
        new(ConsentRequired, 409, false, "The patient has not given the consent that this needs."),
        new(ConsentGuardianRequired, 403, false, "For a child under 14, or of unknown age, a guardian must consent."),
        new(DoctorExists, 409, false, "The doctor is registered already."),
        new(DoctorSelf, 409, false, "Who acts for the patient cannot be the doctor."),
        new(DoctorQueueFull, 409, false, "The doctor's queue is full."),
        new(DoctorCapReached, 409, false, "The doctor has as many running consultations as allowed."),
        new(LicenceUnverified, 409, false, "The doctor's licence is not verified or no longer valid."),
        new(ReauthenticationRequired, 403, false, "Prove who you are again before you receive a patient."),
        new(KindUnsupported, 400, false, "This kind of consultation is not offered here."),
        new(OfferingNone, 409, false, "The doctor does not offer this kind of consultation."),
        new(QueueAbsent, 409, false, "The consultation is not in the doctor's queue."),
        new(ReservationExpired, 409, false, "The reserved place ran out before the consultation decided. Accept again under a new command id."),
        new(ConsultationExists, 409, false, "The consultation was requested already."),
        new(ConsultationTaken, 409, false, "The consultation has been accepted already."),
        new(ConsultationClosed, 409, false, "The consultation has ended."),
        new(ConsultationInactive, 409, false, "The consultation has not been accepted yet."),
        new(CancelAfterAccept, 409, false, "The doctor has accepted; ask for a refund instead."),
        new(QuotaExhausted, 409, false, "The rounds and follow-up questions are used up."),
        new(TurnTooLong, 409, false, "Wait for the doctor's reply before you write more."),
        new(WindowPassed, 409, false, "The consultation's window has ended."),
        new(SummaryTooEarly, 409, false, "Reply to the patient before you complete the consultation."),
        new(RatingTooEarly, 409, false, "Only a completed consultation can be rated."),
        new(RatingRepeated, 409, false, "The consultation has been rated already."),
        new(RecallTooLate, 409, false, "There is no such message, or it is too old to be recalled."),
        new(RecallNotYours, 403, false, "Only its author may recall a message."),
    ];
}
