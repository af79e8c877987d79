using Consult.Feeds;
using Orleans;

namespace Consult.Departments;

/// <summary>
/// Puts a quick consultation (极速问诊) into the pool. Sent by the consultation once it is paid. Refused with
/// <see cref="Codes.DepartmentUnknown"/>, <see cref="Codes.QuickClosed"/> in the quiet hours, and
/// <see cref="Codes.PoolFull"/>.
/// </summary>
/// <param name="Consultation">Which.</param>
/// <param name="RequestedAt">When it was asked for; the pool is in this order.</param>
/// <param name="AcceptBy">When the consultation expires without a doctor.</param>
[GenerateSerializer, Immutable, Alias("consult.EnterPool")]
public sealed record EnterPool(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] DateTimeOffset RequestedAt,
    [property: Id(2)] DateTimeOffset AcceptBy) : Command;

/// <summary>Takes a consultation out of the pool. Sent by the consultation when it is accepted or over.</summary>
[GenerateSerializer, Immutable, Alias("consult.LeavePool")]
public sealed record LeavePool([property: Id(0)] ConsultationId Consultation) : Command
{
    /// <summary>Who accepted it; null when nobody did.</summary>
    [Id(1)] public DoctorId? TakenBy { get; init; }
}

/// <summary>
/// Goes on duty: the doctor sees the pool, may grab, and is offered who waits too long. By the doctor, of this
/// department and with a valid licence. It ends by <see cref="EndDuty"/>, without a live connection, with the licence,
/// or after the operator's longest duty.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.BeginDuty")]
public sealed record BeginDuty([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Goes off duty. What was just offered to the doctor is back in the pool. By the doctor.</summary>
[GenerateSerializer, Immutable, Alias("consult.EndDuty")]
public sealed record EndDuty([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Takes a doctor off duty who did not ask for it. Sent by the department to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.DropDuty")]
public sealed record DropDuty(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] DutyEnd Cause) : Command;

/// <summary>
/// Notes how many more consultations a doctor could take. It decides who is asked first, never whether the doctor may:
/// that is the desk's own count. Sent by the department to itself.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.NoteCapacity")]
public sealed record NoteCapacity(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] int Free) : Command;

/// <summary>
/// Holds a waiting consultation for a doctor who grabs it: a step of <c>IDoctorGrain.Grab</c>, with the doctor as
/// sender. The answer's value is a JSON object that names the consultation and the moment at which the claim ends.
/// Refused with <see cref="Codes.DutyAbsent"/>, <see cref="Codes.PoolEmpty"/>,
/// <see cref="Codes.PoolAbsent"/>, <see cref="Codes.PoolOffered"/> and <see cref="Codes.ConsultationTaken"/>.
/// </summary>
/// <param name="Doctor">Who grabs.</param>
/// <param name="Consultation">Which; null for what is offered to the doctor, or else for who waits longest.</param>
[GenerateSerializer, Immutable, Alias("consult.ClaimWaiting")]
public sealed record ClaimWaiting(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId? Consultation) : Command;

/// <summary>Gives a claim back, as the grab came to nothing. Sent by the doctor's actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.ReleaseClaim")]
public sealed record ReleaseClaim(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId Consultation) : Command;

/// <summary>Declines what the department offered to the doctor; it goes on to the next. By the doctor.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeclinePush")]
public sealed record DeclinePush(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId Consultation) : Command;

/// <summary>The desk did not take what was offered to its doctor. Sent by the department to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.RefusePush")]
public sealed record RefusePush(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ConsultationId Consultation,
    [property: Id(2)] string Code) : Command;
