using Consult.Feeds;
using Consult.Prescriptions;
using Orleans;

namespace Consult.Consultations;

/// <summary>What a revisit has besides what every consultation has.</summary>
[GenerateSerializer, Immutable, Alias("consult.RevisitView")]
public sealed record RevisitView
{
    /// <summary>The document of the earlier diagnosis.</summary>
    [Id(0)] public AttachmentId? Document { get; init; }

    /// <summary>Whether the doctor recorded that it is a revisit.</summary>
    [Id(1)] public required bool IsConfirmed { get; init; }

    /// <summary>Whether a diagnosis is recorded; it stands in the feed.</summary>
    [Id(2)] public required bool IsDiagnosed { get; init; }

    /// <summary>The latest signed prescription.</summary>
    [Id(3)] public PrescriptionId? Prescription { get; init; }

    /// <summary>Where that stands, as far as the consultation has heard.</summary>
    [Id(4)] public PrescriptionStatus? PrescriptionStatus { get; init; }
}

/// <summary>What a prescription must know of its consultation before it is drafted.</summary>
[GenerateSerializer, Immutable, Alias("consult.PrescribingFacts")]
public sealed record PrescribingFacts
{
    /// <summary>Who is treated.</summary>
    [Id(0)] public required PatientId Patient { get; init; }

    /// <summary>Who treats.</summary>
    [Id(1)] public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    [Id(2)] public required AccountId DoctorAccount { get; init; }

    /// <summary>Why nothing can be prescribed now, a code of <see cref="Codes"/>; null when it can.</summary>
    [Id(3)] public required string? Code { get; init; }
}
