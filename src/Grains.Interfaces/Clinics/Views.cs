using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Clinics;

/// <summary>Where a clinic stands.</summary>
public enum ClinicStatus
{
    /// <summary>Places cannot be taken yet.</summary>
    Announced,

    /// <summary>Places can be taken; they can be used when the window begins.</summary>
    Open,

    /// <summary>The window has begun: places can be taken and used.</summary>
    Running,

    /// <summary>The window has ended.</summary>
    Ended,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>A clinic as everybody may see it. No word of a patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.ClinicView")]
public sealed record ClinicView
{
    /// <summary>The clinic.</summary>
    [Id(0)] public required ClinicId Clinic { get; init; }

    /// <summary>Where it stands now.</summary>
    [Id(1)] public required ClinicStatus Status { get; init; }

    /// <summary>What it is called.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>The department, by name.</summary>
    [Id(3)] public required string Department { get; init; }

    /// <summary>From when on places can be taken.</summary>
    [Id(4)] public required DateTimeOffset OpensAt { get; init; }

    /// <summary>When the window begins.</summary>
    [Id(5)] public required DateTimeOffset From { get; init; }

    /// <summary>When the window ends.</summary>
    [Id(6)] public required DateTimeOffset Until { get; init; }

    /// <summary>How many places there are.</summary>
    [Id(7)] public required int Places { get; init; }

    /// <summary>How many of them are taken.</summary>
    [Id(8)] public required int Taken { get; init; }

    /// <summary>How long the reserve list may be.</summary>
    [Id(9)] public required int Reserve { get; init; }

    /// <summary>How many stand on it.</summary>
    [Id(10)] public required int InReserve { get; init; }

    /// <summary>The doctors who host, who announced it first.</summary>
    [Id(11)] public required ImmutableArray<DoctorId> Hosts { get; init; }

    /// <summary>Why it was called off; null when it was not.</summary>
    [Id(12)] public string? Reason { get; init; }
}

/// <summary>Where a place stands.</summary>
public enum PlaceStatus
{
    /// <summary>On the reserve list: no place yet.</summary>
    InReserve,

    /// <summary>Taken; it can be used in the clinic's window.</summary>
    Held,

    /// <summary>A consultation exists for it.</summary>
    Used,
}

/// <summary>A patient's place, for the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.PlaceView")]
public sealed record PlaceView
{
    /// <summary>Its number, by which a request for a consultation names it.</summary>
    [Id(0)] public required int Place { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required PlaceStatus Status { get; init; }

    /// <summary>1 for who is next on the reserve list; null when it is not there.</summary>
    [Id(2)] public int? Line { get; init; }

    /// <summary>The consultation it was used for.</summary>
    [Id(3)] public ConsultationId? Consultation { get; init; }
}

/// <summary>What hosts and operators see: who waits for a host, and who is invited to be one. No word of a patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.ClinicPoolView")]
public sealed record ClinicPoolView
{
    /// <summary>How many wait, held ones included.</summary>
    [Id(0)] public required int Waiting { get; init; }

    /// <summary>The first 100 of them whom nobody is taking just now, longest first.</summary>
    [Id(1)] public required ImmutableArray<ClinicTurn> First { get; init; }

    /// <summary>Doctors who are invited to host and have not accepted.</summary>
    [Id(2)] public required ImmutableArray<DoctorId> Invited { get; init; }
}

/// <summary>One who waits for a host.</summary>
[GenerateSerializer, Immutable, Alias("consult.ClinicTurn")]
public sealed record ClinicTurn(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] DateTimeOffset RequestedAt,
    [property: Id(2)] DateTimeOffset AcceptBy);

/// <summary>What a consultation must know of a place before it opens.</summary>
[GenerateSerializer, Immutable, Alias("consult.PlaceFacts")]
public sealed record PlaceFacts
{
    /// <summary>Why the place cannot be used now, a code of <see cref="Codes"/>; null when it can.</summary>
    [Id(0)] public required string? Code { get; init; }

    /// <summary>When the clinic's window ends.</summary>
    [Id(1)] public required DateTimeOffset Until { get; init; }
}
