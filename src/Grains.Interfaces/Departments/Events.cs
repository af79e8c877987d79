using Consult.Feeds;

namespace Consult.Departments;

/// <summary>The department was opened by the first doctor who went on duty in it.</summary>
[EventType("department.opened")]
public sealed record DepartmentOpened(string Name) : EventBody;

/// <summary>A doctor is on duty.</summary>
[EventType("duty.begun")]
public sealed record DutyBegun : EventBody
{
    /// <summary>The doctor.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The doctor's published name.</summary>
    public required string Name { get; init; }

    /// <summary>How many more consultations the desk could take.</summary>
    public required int Free { get; init; }

    /// <summary>When duty ends by itself.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>Why a duty ended.</summary>
public enum DutyEnd
{
    /// <summary>The doctor went off duty.</summary>
    Doctor,

    /// <summary>The doctor had no live connection for too long.</summary>
    Vanished,

    /// <summary>The doctor may not receive patients any more: licence, profile or presence changed.</summary>
    Unfit,

    /// <summary>It had lasted as long as allowed.</summary>
    Over,
}

/// <summary>A doctor is no longer on duty.</summary>
[EventType("duty.ended")]
public sealed record DutyEnded(DoctorId Doctor, AccountId Account, DutyEnd Cause) : EventBody;

/// <summary>How many more consultations a doctor could take has changed.</summary>
[EventType("duty.capacity")]
public sealed record DutyCapacity(DoctorId Doctor, int Free) : EventBody;

/// <summary>A consultation waits in the pool.</summary>
[EventType("pool.joined")]
public sealed record PoolJoined : EventBody
{
    /// <summary>Which.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it expires without a doctor.</summary>
    public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>When it is offered to a doctor, unless somebody grabs it before.</summary>
    public required DateTimeOffset PushAt { get; init; }
}

/// <summary>A consultation has left the pool.</summary>
/// <param name="Consultation">Which.</param>
/// <param name="TakenBy">Who accepted it; null when nobody did.</param>
[EventType("pool.left")]
public sealed record PoolLeft(ConsultationId Consultation, DoctorId? TakenBy = null) : EventBody;

/// <summary>A doctor grabs it: it is held while the consultation decides.</summary>
[EventType("pool.claimed")]
public sealed record PoolClaimed(ConsultationId Consultation, DoctorId Doctor, DateTimeOffset Until) : EventBody;

/// <summary>It is offered to one doctor, who alone may take it until then.</summary>
[EventType("pool.pushed")]
public sealed record PoolPushed(ConsultationId Consultation, DoctorId Doctor, DateTimeOffset Until) : EventBody;

/// <summary>It waits too long, and there is nobody to whom it could be offered; the next who can is asked.</summary>
[EventType("pool.overdue")]
public sealed record PoolOverdue(ConsultationId Consultation) : EventBody;

/// <summary>Why a consultation that was held for a doctor is back in the pool.</summary>
public enum ReturnCause
{
    /// <summary>The doctor declined the offer.</summary>
    Declined,

    /// <summary>The doctor did not answer the offer in time.</summary>
    Unanswered,

    /// <summary>The doctor's desk did not take the offer.</summary>
    Refused,

    /// <summary>The doctor went off duty.</summary>
    OffDuty,

    /// <summary>The grab came to nothing.</summary>
    Released,

    /// <summary>The grab was never finished.</summary>
    Lapsed,
}

/// <summary>A consultation that was held for a doctor is back at its old place in the pool.</summary>
[EventType("pool.returned")]
public sealed record PoolReturned : EventBody
{
    /// <summary>Which.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>For whom it was held.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>Why.</summary>
    public required ReturnCause Cause { get; init; }

    /// <summary>Why the desk refused, a code of <see cref="Codes"/>; null for another cause.</summary>
    public string? Code { get; init; }

    /// <summary>When it is offered to a doctor; null: as soon as there is one who was not asked yet.</summary>
    public DateTimeOffset? PushAt { get; init; }
}
