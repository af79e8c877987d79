using Consult.Feeds;
using Orleans;

namespace Consult.Clinics;

/// <summary>
/// Announces a free clinic (义诊) and makes the sender its first host. By a doctor with a valid licence who offers
/// <c>freeClinic</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.AnnounceClinic")]
public sealed record AnnounceClinic : Command
{
    /// <summary>Who announces it.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>What it is called, 1–50 characters; public.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>The department, by name, 1–50 characters.</summary>
    [Id(2)] public required string Department { get; init; }

    /// <summary>When the window begins: places can be used.</summary>
    [Id(3)] public required DateTimeOffset From { get; init; }

    /// <summary>When the window ends.</summary>
    [Id(4)] public required DateTimeOffset Until { get; init; }

    /// <summary>From when on places can be taken, not after <see cref="From"/>; null: from then.</summary>
    [Id(5)] public DateTimeOffset? OpensAt { get; init; }

    /// <summary>How many places there are, at least one.</summary>
    [Id(6)] public required int Places { get; init; }

    /// <summary>How many patients may stand on the reserve list, 0 for none.</summary>
    [Id(7)] public int Reserve { get; init; }
}

/// <summary>Invites another doctor to host. By the doctor who announced the clinic.</summary>
[GenerateSerializer, Immutable, Alias("consult.InviteHost")]
public sealed record InviteHost([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Accepts an invitation to host. By the invited doctor.</summary>
[GenerateSerializer, Immutable, Alias("consult.AcceptHosting")]
public sealed record AcceptHosting([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>
/// Takes a doctor out of the hosts, or an invitation back. By the doctor who announced the clinic, or by that doctor;
/// who announced it stays.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.RemoveHost")]
public sealed record RemoveHost([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>
/// Calls the clinic off. Who holds a place or stands on the reserve list is told; consultations that were accepted go
/// on. By the doctor who announced it, or an operator.
/// </summary>
/// <param name="Reason">1–200 characters; public.</param>
[GenerateSerializer, Immutable, Alias("consult.CancelClinic")]
public sealed record CancelClinic([property: Id(0)] string Reason) : Command;

/// <summary>
/// Takes a place for a patient, one per patient and clinic. By the patient's side. The answer's value is a JSON object
/// that names the place, and the position on the reserve list when it stands there. Refused with
/// <see cref="Codes.ClinicClosed"/>, <see cref="Codes.PlaceTaken"/> and <see cref="Codes.ClinicFull"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.TakePlace")]
public sealed record TakePlace([property: Id(0)] PatientId Patient) : Command
{
    /// <summary>Whether the patient would rather stand on the reserve list than have none.</summary>
    [Id(1)] public bool OrReserve { get; init; }
}

/// <summary>
/// Gives the patient's place back, or leaves the reserve list; the next in line is promoted. By the patient's side. Once
/// used it is refused with <see cref="Codes.PlaceUsed"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.GivePlaceBack")]
public sealed record GivePlaceBack([property: Id(0)] PatientId Patient) : Command;

/// <summary>
/// Uses a place for a consultation, which then waits for a host. Sent by the consultation. Refused with
/// <see cref="Codes.ClinicUnknown"/>, <see cref="Codes.ClinicClosed"/>, <see cref="Codes.PlaceAbsent"/> and
/// <see cref="Codes.PlaceUsed"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.EnterClinic")]
public sealed record EnterClinic : Command
{
    /// <summary>Which.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Whose.</summary>
    [Id(1)] public required PatientId Patient { get; init; }

    /// <summary>The place.</summary>
    [Id(2)] public required int Place { get; init; }

    /// <summary>When it was asked for; hosts take them in this order.</summary>
    [Id(3)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it expires without a host.</summary>
    [Id(4)] public required DateTimeOffset AcceptBy { get; init; }
}

/// <summary>
/// A consultation waits no more. Sent by the consultation: when a host accepted it the place stays used, when it ended
/// without an answer the place is free again.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.LeaveClinic")]
public sealed record LeaveClinic([property: Id(0)] ConsultationId Consultation) : Command
{
    /// <summary>Who accepted it; null when it ended without an answer.</summary>
    [Id(1)] public DoctorId? TakenBy { get; init; }
}

/// <summary>
/// Holds a waiting consultation for a host who grabs it: a step of <c>IDoctorGrain.Grab</c>, with the doctor as
/// sender. The answer is that of <c>ClaimWaiting</c>. Refused with <see cref="Codes.HostAbsent"/>,
/// <see cref="Codes.PoolEmpty"/>, <see cref="Codes.PoolAbsent"/> and <see cref="Codes.ConsultationTaken"/>.
/// </summary>
/// <param name="Doctor">Who grabs.</param>
/// <param name="Consultation">Which; null for who waits longest.</param>
[GenerateSerializer, Immutable, Alias("consult.ClaimAtClinic")]
public sealed record ClaimAtClinic(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId? Consultation) : Command;

/// <summary>Gives a claim back, as the grab came to nothing. With the doctor as sender, as <see cref="ClaimAtClinic"/>.</summary>
[GenerateSerializer, Immutable, Alias("consult.ReleaseAtClinic")]
public sealed record ReleaseAtClinic(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId Consultation) : Command;
