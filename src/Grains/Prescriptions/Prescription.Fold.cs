using Consult.Feeds;

namespace Consult.Prescriptions;

// What each event makes of the state.
internal sealed partial class Prescription
{
    public override PrescriptionState Apply(PrescriptionState state, EventBody body, Envelope envelope)
    {
        state = state with { LastSeq = envelope.Seq };
        return body switch
        {
            PrescriptionDrafted e => state with
            {
                Exists = true,
                Prescription = new(envelope.Feed.Key),
                Consultation = e.Consultation,
                Patient = e.Patient,
                Doctor = e.Doctor,
                DoctorAccount = e.DoctorAccount,
                Revision = envelope.Seq,
                Content = e.Content,
            },
            PrescriptionRevised e => state with { Revision = envelope.Seq, Content = e.Content, Signature = null },
            SignatureGiven e => state with
            {
                Status = PrescriptionStatus.Signing,
                Signature = new(e.Revision, e.Digest, envelope.By.Account, envelope.At, e.ExpiresAt),
            },
            SignatureReleased => state with { Status = PrescriptionStatus.Draft, Signature = null },
            SignatureLapsed => state with { Status = PrescriptionStatus.Draft },
            PrescriptionSigned e => state with { Status = PrescriptionStatus.Signed, ValidUntil = e.ValidUntil },
            ReviewClaimed e => state with
            {
                Status = PrescriptionStatus.InReview,
                Pharmacist = e.Pharmacist,
                ReviewUntil = e.Until,
            },
            ReviewLapsed => state with { Status = PrescriptionStatus.Signed, Pharmacist = null, ReviewUntil = null },
            PrescriptionApproved => state with { Status = PrescriptionStatus.Valid, ReviewUntil = null },
            PrescriptionReturned e => state with { Status = PrescriptionStatus.Returned, ReviewUntil = null, Reason = e.Reason },
            PrescriptionExtended e => state with { ValidUntil = e.ValidUntil, IsExtended = true },
            PrescriptionWithdrawn e => state with { Status = PrescriptionStatus.Withdrawn, ReviewUntil = null, Reason = e.Reason },
            PrescriptionDispensed => state with { Status = PrescriptionStatus.Dispensed },
            PrescriptionLapsed => state with { Status = PrescriptionStatus.Lapsed, ReviewUntil = null },
            _ => throw new UnknownEventException(envelope.Type),
        };
    }
}
