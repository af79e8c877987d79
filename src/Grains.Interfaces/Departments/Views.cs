using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Departments;

/// <summary>A department as everybody may see it.</summary>
[GenerateSerializer, Immutable, Alias("consult.DepartmentView")]
public sealed record DepartmentView
{
    /// <summary>The department.</summary>
    [Id(0)] public required DepartmentId Department { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>How many wait.</summary>
    [Id(2)] public required int Waiting { get; init; }

    /// <summary>How many doctors are on duty.</summary>
    [Id(3)] public required int OnDuty { get; init; }

    /// <summary>When quick consultations open again; null while they are open.</summary>
    [Id(4)] public required DateTimeOffset? OpensAt { get; init; }

    /// <summary>Since when the one waits who waits longest; null when nobody does.</summary>
    [Id(5)] public required DateTimeOffset? OldestSince { get; init; }

    /// <summary>How many wait too long and could be offered to nobody.</summary>
    [Id(6)] public required int Overdue { get; init; }
}

/// <summary>What doctors on duty and operators see: who waits and who is there. No word of a patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.PoolView")]
public sealed record PoolView
{
    /// <summary>How many wait.</summary>
    [Id(0)] public required int Waiting { get; init; }

    /// <summary>The first 100 of them, longest first.</summary>
    [Id(1)] public required ImmutableArray<PoolPlace> First { get; init; }

    /// <summary>The doctors on duty.</summary>
    [Id(2)] public required ImmutableArray<DutyView> Duties { get; init; }
}

/// <summary>One who waits.</summary>
[GenerateSerializer, Immutable, Alias("consult.PoolPlace")]
public sealed record PoolPlace
{
    /// <summary>Which.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(1)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it expires without a doctor.</summary>
    [Id(2)] public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>For whom it is held just now.</summary>
    [Id(3)] public DoctorId? HeldFor { get; init; }

    /// <summary>Until when it is held.</summary>
    [Id(4)] public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>A doctor on duty.</summary>
[GenerateSerializer, Immutable, Alias("consult.DutyView")]
public sealed record DutyView
{
    /// <summary>The doctor.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>The doctor's name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Since when.</summary>
    [Id(2)] public required DateTimeOffset Since { get; init; }

    /// <summary>How many more consultations the desk could take, as the department knows it.</summary>
    [Id(3)] public required int Free { get; init; }

    /// <summary>What is offered to the doctor just now.</summary>
    [Id(4)] public ConsultationId? Offered { get; init; }
}

/// <summary>Where a consultation stands in the pool, and what its wait may be.</summary>
[GenerateSerializer, Immutable, Alias("consult.QueueView")]
public sealed record QueueView
{
    /// <summary>1 for who is next.</summary>
    [Id(0)] public required int Position { get; init; }

    /// <summary>How many wait, this one included.</summary>
    [Id(1)] public required int Waiting { get; init; }

    /// <summary>How many doctors are on duty.</summary>
    [Id(2)] public required int OnDuty { get; init; }

    /// <summary>Whether a doctor is looking at it just now: it is offered to one, or one is taking it.</summary>
    [Id(3)] public required bool IsHeld { get; init; }

    /// <summary>When it expires without a doctor; the whole price then goes back.</summary>
    [Id(4)] public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>
    /// Seconds until a doctor takes it, if the pool goes on as fast as it did; null when nobody was taken lately and
    /// nothing can be said. Position × time between the last grabs.
    /// </summary>
    [Id(5)] public required int? EstimateSeconds { get; init; }

    /// <summary>How many grabs the estimate is made of: the last 20, none older than 30 minutes.</summary>
    [Id(6)] public required int Grabs { get; init; }
}

/// <summary>What a consultation must know of a department before it opens.</summary>
[GenerateSerializer, Immutable, Alias("consult.PoolFacts")]
public sealed record PoolFacts
{
    /// <summary>The department's name; null when no doctor was ever on duty in it.</summary>
    [Id(0)] public required string? Name { get; init; }

    /// <summary>When quick consultations open again; null while they are open.</summary>
    [Id(1)] public required DateTimeOffset? OpensAt { get; init; }
}
