using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>What a prescription has become.</summary>
internal sealed record PrescriptionState
{
    public bool Exists { get; init; }

    public PrescriptionId Prescription { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    public DoctorId Doctor { get; init; }

    public AccountId DoctorAccount { get; init; }

    public PrescriptionStatus Status { get; init; }

    /// <summary>Number of the event that holds <see cref="Content"/>.</summary>
    public long Revision { get; init; }

    /// <summary>The content to the letter, because the letters are what is signed.</summary>
    public PrivateText Content { get; init; }

    /// <summary>
    /// The signature of this revision. Kept when it lapses: an admission that comes late still makes it count, as long
    /// as nobody has changed the content.
    /// </summary>
    public Signature? Signature { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public bool IsExtended { get; init; }

    public AccountId? Pharmacist { get; init; }

    public DateTimeOffset? ReviewUntil { get; init; }

    public PrivateText Reason { get; init; }

    public long LastSeq { get; init; }

    public bool IsOver => Status >= PrescriptionStatus.Returned;

    /// <summary>Signed, and neither over nor still to be admitted.</summary>
    public bool IsInForce => Status is PrescriptionStatus.Signed or PrescriptionStatus.InReview or PrescriptionStatus.Valid;
}

/// <summary>A doctor's signature under one revision of the content.</summary>
internal sealed record Signature(
    long Revision, PrivateText Digest, AccountId By, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt);
