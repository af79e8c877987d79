using Consult.Feeds;

namespace Consult.Clinics;

// Hosts and operators read the feed. Events that name a patient are for the account alone that acted for the patient:
// hosts see numbers of places, and keys of consultations.

/// <summary>A free clinic (义诊) was announced.</summary>
[EventType("clinic.announced")]
public sealed record ClinicAnnounced : EventBody
{
    /// <summary>Who announced it, its first host.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId Account { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The department, by name.</summary>
    public required string Department { get; init; }

    /// <summary>From when on places can be taken.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>When the window begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many places there are.</summary>
    public required int Places { get; init; }

    /// <summary>How long the reserve list may be.</summary>
    public required int Reserve { get; init; }
}

/// <summary>A doctor was invited to host.</summary>
[EventType("clinic.host.invited")]
public sealed record HostInvited(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>An invited doctor hosts.</summary>
[EventType("clinic.host.joined")]
public sealed record HostJoined(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>A doctor hosts no more, or is no longer invited.</summary>
[EventType("clinic.host.left")]
public sealed record HostLeft(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>The clinic was called off.</summary>
[EventType("clinic.cancelled")]
public sealed record ClinicCancelled(string Reason) : EventBody;

/// <summary>The clinic's window has ended; places that were not used are gone.</summary>
[EventType("clinic.ended")]
public sealed record ClinicEnded : EventBody;

/// <summary>A patient has a place.</summary>
/// <param name="Place">Its number in this clinic; each taking has a new one.</param>
/// <param name="Patient">Whose.</param>
/// <param name="Account">Who took it for the patient.</param>
[EventType("place.taken")]
public sealed record PlaceTaken(int Place, PatientId Patient, AccountId Account) : EventBody;

/// <summary>A patient stands at the end of the reserve list.</summary>
/// <param name="Place">The number of the place to come.</param>
/// <param name="Patient">Whose.</param>
/// <param name="Account">Who asked for the patient.</param>
[EventType("place.queued")]
public sealed record PlaceQueued(int Place, PatientId Patient, AccountId Account) : EventBody;

/// <summary>Who stood first on the reserve list has a place, and is told.</summary>
[EventType("place.promoted")]
public sealed record PlacePromoted(int Place, PatientId Patient) : EventBody;

/// <summary>Why a place was left.</summary>
public enum PlaceLeaving
{
    /// <summary>The patient's side gave it back, or left the reserve list.</summary>
    GivenBack,

    /// <summary>Its consultation ended without an answer.</summary>
    Unanswered,

    /// <summary>The clinic was called off.</summary>
    Cancelled,
}

/// <summary>A place is free again, or one less stands on the reserve list.</summary>
[EventType("place.left")]
public sealed record PlaceLeft(int Place, PlaceLeaving Cause) : EventBody
{
    /// <summary>Set when the clinic was called off: whom to tell.</summary>
    public PatientId? Patient { get; init; }

    /// <summary>Set when the clinic was called off: the consultation that waited.</summary>
    public ConsultationId? Consultation { get; init; }
}

/// <summary>A consultation exists for the place and waits for a host.</summary>
[EventType("place.used")]
public sealed record PlaceWasUsed : EventBody
{
    /// <summary>The place.</summary>
    public required int Place { get; init; }

    /// <summary>The consultation.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it expires without a host.</summary>
    public required DateTimeOffset AcceptBy { get; init; }
}

/// <summary>A host grabs it: it is held while the consultation decides.</summary>
[EventType("place.claimed")]
public sealed record PlaceClaimed(int Place, ConsultationId Consultation, DoctorId Doctor, DateTimeOffset Until) : EventBody;

/// <summary>The grab came to nothing, or was never finished; it waits at its old place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Consultation">The consultation.</param>
/// <param name="Lapsed">Whether it was never finished.</param>
[EventType("place.unclaimed")]
public sealed record PlaceUnclaimed(int Place, ConsultationId Consultation, bool Lapsed) : EventBody;

/// <summary>A host has accepted it.</summary>
[EventType("place.accepted")]
public sealed record PlaceAccepted(int Place, ConsultationId Consultation, DoctorId Doctor) : EventBody;
