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

/// <summary>A consultation waits at the end of the queue.</summary>
[EventType("queue.joined")]
public sealed record QueueJoined(ConsultationId Consultation, ConsultationKind Kind) : EventBody;

/// <summary>A consultation is off the desk.</summary>
[EventType("queue.left")]
public sealed record QueueLeft(ConsultationId Consultation) : EventBody;

/// <summary>A place under the cap is held for a consultation.</summary>
[EventType("slot.reserved")]
public sealed record SlotReserved(ConsultationId Consultation, DateTimeOffset ExpiresAt) : EventBody;

/// <summary>The consultation is active and counts under the cap.</summary>
[EventType("slot.confirmed")]
public sealed record SlotConfirmed(ConsultationId Consultation) : EventBody;

/// <summary>A reservation was given back; the consultation waits at its old place.</summary>
[EventType("slot.released")]
public sealed record SlotReleased(ConsultationId Consultation) : EventBody;

/// <summary>A reservation ran out unconfirmed; the consultation waits at its old place.</summary>
[EventType("slot.lapsed")]
public sealed record SlotLapsed(ConsultationId Consultation) : EventBody;
