using Consult.Clinics;
using Consult.Departments;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>
/// Grabs a waiting quick consultation: the request of <see cref="IDoctorGrain.Grab"/>. By the doctor, on duty.
/// </summary>
/// <param name="Department">Whose pool.</param>
/// <param name="Consultation">Which; null for what is offered to the doctor, or else for who waits longest.</param>
[GenerateSerializer, Immutable, Alias("consult.GrabConsultation")]
public sealed record GrabConsultation(
    [property: Id(0)] DepartmentId Department,
    [property: Id(1)] ConsultationId? Consultation) : Command;

/// <summary>
/// Grabs a consultation that waits in a free clinic: the request of <see cref="IDoctorGrain.Grab"/>. By a host.
/// </summary>
/// <param name="Clinic">Whose pool.</param>
/// <param name="Consultation">Which; null for who waits longest.</param>
[GenerateSerializer, Immutable, Alias("consult.GrabAtClinic")]
public sealed record GrabAtClinic(
    [property: Id(0)] ClinicId Clinic,
    [property: Id(1)] ConsultationId? Consultation) : Command;

/// <summary>The doctor is invited to host a free clinic. Sent by the clinic.</summary>
[GenerateSerializer, Immutable, Alias("consult.NoteClinicInvitation")]
public sealed record NoteClinicInvitation([property: Id(0)] ClinicId Clinic) : Command;

/// <summary>The doctor is invited to host a free clinic.</summary>
[EventType("doctor.clinic.invited")]
public sealed record DoctorClinicInvited(ClinicId Clinic) : EventBody;

/// <summary>
/// A department offers a waiting consultation to the doctor. Sent by the department; refused when the desk has no room
/// or its doctor may not receive.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.OfferPush")]
public sealed record OfferPush(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] DepartmentId Department,
    [property: Id(2)] DateTimeOffset Until) : Command;

/// <summary>A department offers a waiting consultation to this doctor alone, until a moment.</summary>
[EventType("push.offered")]
public sealed record PushOffered(ConsultationId Consultation, DepartmentId Department, DateTimeOffset Until) : EventBody;

/// <summary>What a department must know of a doctor on duty.</summary>
[GenerateSerializer, Immutable, Alias("consult.DutyFacts")]
public sealed record DutyFacts
{
    /// <summary>The account that acts as the doctor.</summary>
    [Id(0)] public required AccountId Account { get; init; }

    /// <summary>The doctor's published name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The department of the doctor's profile.</summary>
    [Id(2)] public required string Department { get; init; }

    /// <summary>Whether the licence is verified and valid now.</summary>
    [Id(3)] public required bool IsLicensed { get; init; }

    /// <summary>How many more quick consultations the desk would take now.</summary>
    [Id(4)] public required int Free { get; init; }
}
