using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>A doctor's public profile.</summary>
[GenerateSerializer, Immutable, Alias("consult.DoctorView")]
public sealed record DoctorView
{
    /// <summary>The doctor.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>Full name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Professional title.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>Department.</summary>
    [Id(3)] public required string Department { get; init; }

    /// <summary>Hospital.</summary>
    [Id(4)] public required string Hospital { get; init; }

    /// <summary>What the doctor says about the practice.</summary>
    [Id(5)] public required string Introduction { get; init; }

    /// <summary>Whether the licence is verified and valid now.</summary>
    [Id(6)] public required bool IsLicensed { get; init; }

    /// <summary>Whether the doctor is online.</summary>
    [Id(7)] public required bool IsOnline { get; init; }

    /// <summary>What the doctor offers.</summary>
    [Id(8)] public required ImmutableArray<Offering> Offerings { get; init; }

    /// <summary>When the doctor was registered.</summary>
    [Id(9)] public required DateTimeOffset RegisteredAt { get; init; }
}

/// <summary>A kind of consultation at a price in fen.</summary>
[GenerateSerializer, Immutable, Alias("consult.Offering")]
public sealed record Offering(
    [property: Id(0)] ConsultationKind Kind,
    [property: Id(1)] long PriceFen);

/// <summary>What lies on a doctor's desk; for the doctor alone.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeskView")]
public sealed record DeskView
{
    /// <summary>The doctor.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>Who waits, longest first.</summary>
    [Id(1)] public required ImmutableArray<ConsultationId> Waiting { get; init; }

    /// <summary>Places held under the cap.</summary>
    [Id(2)] public required ImmutableArray<Reservation> Reserved { get; init; }

    /// <summary>Running consultations.</summary>
    [Id(3)] public required ImmutableArray<ConsultationId> Active { get; init; }

    /// <summary>How many may be reserved and active together.</summary>
    [Id(4)] public required int Cap { get; init; }
}

/// <summary>A place under the cap that is held for a consultation until a moment.</summary>
[GenerateSerializer, Immutable, Alias("consult.Reservation")]
public sealed record Reservation(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] DateTimeOffset ExpiresAt);

/// <summary>What a consultation must know of a doctor before it opens.</summary>
[GenerateSerializer, Immutable, Alias("consult.OfferingFacts")]
public sealed record OfferingFacts
{
    /// <summary>The account that acts as the doctor; null when the doctor is not registered.</summary>
    [Id(0)] public required AccountId? Account { get; init; }

    /// <summary>Whether the licence is verified and valid now.</summary>
    [Id(1)] public required bool IsLicensed { get; init; }

    /// <summary>Price in fen of the kind that was asked for; null when it is not offered.</summary>
    [Id(2)] public required long? PriceFen { get; init; }
}
