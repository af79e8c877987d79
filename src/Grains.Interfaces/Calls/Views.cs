using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Calls;

/// <summary>The two sides of a call.</summary>
public enum CallSide
{
    /// <summary>The patient, or who acts for the patient.</summary>
    Patient,

    /// <summary>The doctor.</summary>
    Doctor,
}

/// <summary>Where a call stands.</summary>
public enum CallStatus
{
    /// <summary>Begun, not yet answered.</summary>
    Ringing,

    /// <summary>Both parties are there; the minutes run.</summary>
    Connected,

    /// <summary>Somebody is not heard any more; the minutes stand still.</summary>
    Reconnecting,

    /// <summary>Over.</summary>
    Ended,
}

/// <summary>Why a call ended.</summary>
public enum CallEnd
{
    /// <summary>The side that was called did not want it.</summary>
    Declined,

    /// <summary>Whoever could have answered was in another call.</summary>
    Busy,

    /// <summary>Nobody answered in time.</summary>
    Missed,

    /// <summary>A party hung up.</summary>
    HungUp,

    /// <summary>A party did not come back in time.</summary>
    Lost,

    /// <summary>The minutes were used up.</summary>
    MinutesUsed,

    /// <summary>The consultation was refunded because the doctor had not come.</summary>
    NoShow,

    /// <summary>The consultation ended.</summary>
    Closed,
}

/// <summary>A call as it stands.</summary>
[GenerateSerializer, Immutable, Alias("consult.CallView")]
public sealed record CallView
{
    /// <summary>The call.</summary>
    [Id(0)] public required CallId Call { get; init; }

    /// <summary>The consultation it belongs to.</summary>
    [Id(1)] public required ConsultationId Consultation { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)] public required CallStatus Status { get; init; }

    /// <summary>The side that began it.</summary>
    [Id(3)] public required CallSide StartedBy { get; init; }

    /// <summary>Until when it rings, or rang.</summary>
    [Id(4)] public required DateTimeOffset RingUntil { get; init; }

    /// <summary>When it was answered.</summary>
    [Id(5)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the minutes are used up; null unless they run.</summary>
    [Id(6)] public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who is not heard.</summary>
    [Id(7)] public required ImmutableArray<CallSide> Missing { get; init; }

    /// <summary>When a missing party must be back; null when nobody is missing.</summary>
    [Id(8)] public DateTimeOffset? ReconnectBy { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(9)] public CallEnd? Reason { get; init; }

    /// <summary>Time for which both parties were connected, in seconds; null until it has ended.</summary>
    [Id(10)] public int? TalkedSeconds { get; init; }
}
