using Consult.Feeds;
using Consult.Prescriptions;

namespace Consult.Consultations;

/// <summary>How far a revisit is on its way to a prescription; empty in consultations of other kinds.</summary>
internal sealed record RevisitState
{
    public AttachmentId? Document { get; init; }

    public bool IsConfirmed { get; init; }

    public bool IsDiagnosed { get; init; }

    /// <summary>The latest prescription that was admitted.</summary>
    public AdmittedPrescription? Prescription { get; init; }

    /// <summary>Whether a prescription waits for the pharmacist.</summary>
    public bool IsPending => Prescription?.Status is PrescriptionStatus.Signed;

    /// <summary>Whether a prescription waits for the pharmacist, is valid, or was dispensed.</summary>
    public bool IsPrescribed => IsPending || Prescription?.Status is PrescriptionStatus.Valid or PrescriptionStatus.Dispensed;
}

/// <summary>A prescription that was admitted, and where it stands as far as the consultation has heard.</summary>
internal sealed record AdmittedPrescription(PrescriptionId Id, long Revision, PrescriptionStatus Status);
