using System.Diagnostics.CodeAnalysis;
using Consult.Feeds;
using Orleans;

namespace Consult.Prescriptions;

/// <summary>Where a prescription stands. From <see cref="Returned"/> on nothing changes any more.</summary>
public enum PrescriptionStatus
{
    /// <summary>Written by the doctor, not signed.</summary>
    Draft,

    /// <summary>The doctor signed; the consultation has not admitted it yet.</summary>
    Signing,

    /// <summary>Signed; waits for a pharmacist.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "a prescription is signed, not a number")]
    Signed,

    /// <summary>A pharmacist reviews it.</summary>
    InReview,

    /// <summary>Signed and approved: the only state in which it may be dispensed.</summary>
    Valid,

    /// <summary>The pharmacist returned it.</summary>
    Returned,

    /// <summary>The doctor took it back.</summary>
    Withdrawn,

    /// <summary>Dispensed.</summary>
    Dispensed,

    /// <summary>Its validity ended.</summary>
    Lapsed,
}

/// <summary>A prescription as it stands.</summary>
[GenerateSerializer, Immutable, Alias("consult.PrescriptionView")]
public sealed record PrescriptionView
{
    /// <summary>The prescription.</summary>
    [Id(0)] public required PrescriptionId Prescription { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required PrescriptionStatus Status { get; init; }

    /// <summary>The revisit it belongs to.</summary>
    [Id(2)] public required ConsultationId Consultation { get; init; }

    /// <summary>Who is treated.</summary>
    [Id(3)] public required PatientId Patient { get; init; }

    /// <summary>Who prescribes.</summary>
    [Id(4)] public required DoctorId Doctor { get; init; }

    /// <summary>What is prescribed; without items when the patient's record was erased.</summary>
    [Id(5)] public required PrescriptionContent Content { get; init; }

    /// <summary>The signature: SHA-256 over the signed text, as in <c>signature.given</c>; null when not signed.</summary>
    [Id(6)] public string? Digest { get; init; }

    /// <summary>When the doctor signed.</summary>
    [Id(7)] public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The first moment at which it is no longer valid; set once it is signed.</summary>
    [Id(8)] public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The pharmacist who reviews or reviewed it.</summary>
    [Id(9)] public AccountId? Pharmacist { get; init; }

    /// <summary>Until when the pharmacist has it, while it is in review.</summary>
    [Id(10)] public DateTimeOffset? ReviewUntil { get; init; }

    /// <summary>Why it was returned or withdrawn.</summary>
    [Id(11)] public PrivateText Reason { get; init; }

    /// <summary>Number of the last event in the view.</summary>
    [Id(12)] public required long LastSeq { get; init; }
}
