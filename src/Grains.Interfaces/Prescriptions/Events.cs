using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>A doctor drafted a prescription. The draft is not for the patient's eyes.</summary>
[EventType("prescription.drafted")]
public sealed record PrescriptionDrafted : EventBody
{
    /// <summary>The revisit it belongs to.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>Who is treated.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>Who prescribes.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId DoctorAccount { get; init; }

    /// <summary>The <see cref="PrescriptionContent"/> as JSON: to the letter the text that is signed.</summary>
    public PrivateText Content { get; init; }
}

/// <summary>The doctor replaced the content of the draft.</summary>
/// <param name="Content">As in <see cref="PrescriptionDrafted"/>.</param>
[EventType("prescription.revised")]
public sealed record PrescriptionRevised(PrivateText Content) : EventBody;

/// <summary>The doctor signed. It takes effect when the consultation admits it.</summary>
[EventType("signature.given")]
public sealed record SignatureGiven : EventBody
{
    /// <summary>Number of the event that holds the signed content.</summary>
    public required long Revision { get; init; }

    /// <summary>Until when the consultation may admit it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// SHA-256 (64 hexadecimal digits) over the signed text: prescription, consultation, patient and doctor, each
    /// followed by a line feed, and the content. Sealed, as few contents are likely enough to be guessed.
    /// </summary>
    public PrivateText Digest { get; init; }
}

/// <summary>The consultation did not admit the signature; the draft can be changed again.</summary>
[EventType("signature.released")]
public sealed record SignatureReleased(long Revision) : EventBody;

/// <summary>Nothing was heard of the consultation in time; the draft can be changed again.</summary>
[EventType("signature.lapsed")]
public sealed record SignatureLapsed(long Revision) : EventBody;

/// <summary>The prescription is signed and waits for a pharmacist; nothing in it changes any more.</summary>
[EventType("prescription.signed")]
public sealed record PrescriptionSigned : EventBody
{
    /// <summary>Number of the event that holds the signed content.</summary>
    public required long Revision { get; init; }

    /// <summary>Who is treated, and may see it from now on.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>The doctor's account that gave the signature.</summary>
    public required AccountId By { get; init; }

    /// <summary>When the signature was given.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The first moment at which it is no longer valid: the end of the local day of the signature.</summary>
    public required DateTimeOffset ValidUntil { get; init; }
}

/// <summary>A pharmacist took it out of the queue.</summary>
/// <param name="Pharmacist">Who.</param>
/// <param name="Until">Decided by then, or it goes back.</param>
[EventType("review.claimed")]
public sealed record ReviewClaimed(AccountId Pharmacist, DateTimeOffset Until) : EventBody;

/// <summary>The pharmacist did not decide in time; it is back in the queue.</summary>
[EventType("review.lapsed")]
public sealed record ReviewLapsed(AccountId Pharmacist) : EventBody;

/// <summary>A pharmacist approved it: it is valid.</summary>
/// <param name="ValidUntil">The first moment at which it is no longer valid.</param>
[EventType("prescription.approved")]
public sealed record PrescriptionApproved(DateTimeOffset ValidUntil) : EventBody;

/// <summary>A pharmacist returned it.</summary>
[EventType("prescription.returned")]
public sealed record PrescriptionReturned(PrivateText Reason) : EventBody;

/// <summary>The doctor let it be valid for longer.</summary>
/// <param name="ValidUntil">The first moment at which it is no longer valid.</param>
/// <param name="Reason">Why.</param>
[EventType("prescription.extended")]
public sealed record PrescriptionExtended(DateTimeOffset ValidUntil, PrivateText Reason) : EventBody;

/// <summary>The doctor took it back.</summary>
[EventType("prescription.withdrawn")]
public sealed record PrescriptionWithdrawn(PrivateText Reason) : EventBody;

/// <summary>It was dispensed.</summary>
/// <param name="Items">The <see cref="DispensedItem"/>s as JSON.</param>
[EventType("prescription.dispensed")]
public sealed record PrescriptionDispensed(PrivateText Items) : EventBody;

/// <summary>Its validity ended before it was dispensed.</summary>
[EventType("prescription.lapsed")]
public sealed record PrescriptionLapsed : EventBody;
