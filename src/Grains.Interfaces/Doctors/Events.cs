using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

/// <summary>The doctor was registered.</summary>
[EventType("doctor.registered")]
public sealed record DoctorRegistered : EventBody
{
    /// <summary>The account that acts as this doctor.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Professional title.</summary>
    public required string Title { get; init; }

    /// <summary>Department.</summary>
    public required string Department { get; init; }

    /// <summary>Hospital.</summary>
    public required string Hospital { get; init; }

    /// <summary>What the doctor says about the practice.</summary>
    public required string Introduction { get; init; }
}

/// <summary>The published profile was replaced.</summary>
[EventType("doctor.profile.updated")]
public sealed record DoctorProfileUpdated : EventBody
{
    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Professional title.</summary>
    public required string Title { get; init; }

    /// <summary>Department.</summary>
    public required string Department { get; init; }

    /// <summary>Hospital.</summary>
    public required string Hospital { get; init; }

    /// <summary>What the doctor says about the practice.</summary>
    public required string Introduction { get; init; }
}

/// <summary>The licence was verified.</summary>
/// <param name="LicenceNumber">Number of the licence.</param>
/// <param name="ValidUntil">The first moment at which it is no longer valid.</param>
[EventType("doctor.licence.verified")]
public sealed record DoctorLicenceVerified(PrivateText LicenceNumber, DateTimeOffset ValidUntil) : EventBody;

/// <summary>The verification of the licence was withdrawn.</summary>
[EventType("doctor.licence.revoked")]
public sealed record DoctorLicenceRevoked(PrivateText Reason) : EventBody;

/// <summary>The licence ran out.</summary>
[EventType("doctor.licence.expired")]
public sealed record DoctorLicenceExpired : EventBody;

/// <summary>A kind of consultation is offered at a price.</summary>
[EventType("doctor.offering.set")]
public sealed record DoctorOfferingSet(ConsultationKind Kind, long PriceFen) : EventBody;

/// <summary>A kind of consultation is no longer offered.</summary>
[EventType("doctor.offering.withdrawn")]
public sealed record DoctorOfferingWithdrawn(ConsultationKind Kind) : EventBody;

/// <summary>The doctor is online.</summary>
[EventType("doctor.online")]
public sealed record DoctorWentOnline : EventBody;

/// <summary>The doctor is offline.</summary>
[EventType("doctor.offline")]
public sealed record DoctorWentOffline : EventBody;

/// <summary>The doctor takes at most so many consultations of a kind a day.</summary>
[EventType("doctor.cap.set")]
public sealed record DoctorCapSet(ConsultationKind Kind, int PerDay) : EventBody;

/// <summary>A consultation waits at the end of the queue, or for its slot.</summary>
[EventType("queue.joined")]
public sealed record QueueJoined(ConsultationId Consultation, ConsultationKind Kind) : EventBody
{
    /// <summary>When it was asked for; null: when it joined.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>The start of the slot it has taken.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>The patient, when the desk takes only one such consultation of a patient.</summary>
    public PatientId? OnlyOneOf { get; init; }

    /// <summary>
    /// The day of the operator's calendar on which it counts under the daily cap, as the time zone stood then; null in
    /// records from before there was one.
    /// </summary>
    public DateOnly? Day { get; init; }
}

/// <summary>A consultation is off the desk.</summary>
[EventType("queue.left")]
public sealed record QueueLeft(ConsultationId Consultation) : EventBody;

/// <summary>A place under the cap is held for a consultation.</summary>
[EventType("slot.reserved")]
public sealed record SlotReserved(ConsultationId Consultation, DateTimeOffset ExpiresAt) : EventBody
{
    /// <summary>Set when it comes from a pool and was on no desk before.</summary>
    public ConsultationKind? Kind { get; init; }

    /// <summary>For one of a pool: when it was asked for; null: when it was reserved.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>For one of a pool: until when it can be accepted.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>For one of a pool: the day on which it counts, as in <see cref="QueueJoined.Day"/>.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>The consultation is active and counts under the cap.</summary>
[EventType("slot.confirmed")]
public sealed record SlotConfirmed(ConsultationId Consultation) : EventBody
{
    /// <summary>Set when it was no longer on the desk: its kind, if known.</summary>
    public ConsultationKind? Kind { get; init; }

    /// <summary>Set with <see cref="Kind"/>: the day on which it counts, as in <see cref="QueueJoined.Day"/>.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>A reservation was given back; the consultation waits at its old place, or is back in its pool.</summary>
[EventType("slot.released")]
public sealed record SlotReleased(ConsultationId Consultation) : EventBody;

/// <summary>A reservation ran out unconfirmed; the consultation waits at its old place, or is back in its pool.</summary>
[EventType("slot.lapsed")]
public sealed record SlotLapsed(ConsultationId Consultation) : EventBody;
