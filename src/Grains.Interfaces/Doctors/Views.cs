using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Departments;
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

    /// <summary>The department's key: where the doctor goes on duty, also when nobody did before.</summary>
    [Id(10)] public required DepartmentId DepartmentId { get; init; }

    /// <summary>What patients gave of late; null without any.</summary>
    [Id(11)] public Rating? Rating { get; init; }
}

/// <summary>The stars that patients gave on the days that a doctor's figures keep.</summary>
/// <param name="Count">How many ratings.</param>
/// <param name="Average">Their mean, 1–5.</param>
[GenerateSerializer, Immutable, Alias("consult.Rating")]
public sealed record Rating(
    [property: Id(0)] int Count,
    [property: Id(1)] double Average);

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

    /// <summary>Everything on the desk in one list, in the order in which it came.</summary>
    [Id(5)] public required ImmutableArray<DeskEntry> Entries { get; init; }

    /// <summary>The daily cap of every kind.</summary>
    [Id(6)] public required ImmutableArray<DailyCap> DailyCaps { get; init; }
}

/// <summary>Where on a desk a consultation is.</summary>
public enum DeskStatus
{
    /// <summary>Not accepted yet.</summary>
    Waiting,

    /// <summary>A place under the cap is held for it while it is being accepted.</summary>
    Reserved,

    /// <summary>Running.</summary>
    Active,
}

/// <summary>A consultation on a desk, as far as the desk knows it.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeskEntry")]
public sealed record DeskEntry
{
    /// <summary>Which.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Where on the desk.</summary>
    [Id(1)] public required DeskStatus Status { get; init; }

    /// <summary>Its kind; null when the desk was never told.</summary>
    [Id(2)] public ConsultationKind? Kind { get; init; }

    /// <summary>Since when it waits, or waited.</summary>
    [Id(3)] public required DateTimeOffset Since { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    [Id(4)] public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>The start of the slot it has booked.</summary>
    [Id(5)] public DateTimeOffset? SlotAt { get; init; }
}

/// <summary>How many consultations of a kind a doctor takes in one day of the operator's calendar.</summary>
/// <param name="Kind">Which.</param>
/// <param name="PerDay">The operator's cap, or the doctor's own lower one.</param>
/// <param name="Today">How many were assigned today; one that left without having been accepted does not count.</param>
[GenerateSerializer, Immutable, Alias("consult.DailyCap")]
public sealed record DailyCap(
    [property: Id(0)] ConsultationKind Kind,
    [property: Id(1)] int PerDay,
    [property: Id(2)] int Today);

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

    /// <summary>The doctor's department, by name; null when the doctor is not registered.</summary>
    [Id(3)] public string? Department { get; init; }
}
