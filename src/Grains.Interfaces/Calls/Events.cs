using Consult.Feeds;

namespace Consult.Calls;

/// <summary>A call was begun; the other side's devices ring.</summary>
[EventType("call.started")]
public sealed record CallStarted : EventBody
{
    /// <summary>The consultation it belongs to.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>Who is treated.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId DoctorAccount { get; init; }

    /// <summary>The account that began it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The side that began it.</summary>
    public required CallSide Side { get; init; }

    /// <summary>Answered before this moment, or missed.</summary>
    public required DateTimeOffset RingUntil { get; init; }
}

/// <summary>The call was answered. The numbers on which it runs stand here.</summary>
[EventType("call.answered")]
public sealed record CallAnswered : EventBody
{
    /// <summary>The account that answered: with the one that began it, the two parties.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The time left in the consultation, in seconds.</summary>
    public required int SecondsLeft { get; init; }

    /// <summary>How long before the end the parties are warned, in seconds.</summary>
    public required int WarnSeconds { get; init; }

    /// <summary>When the minutes are used up, should the call not be interrupted.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}

/// <summary>The minutes are nearly used up.</summary>
[EventType("call.warned")]
public sealed record CallWarned(DateTimeOffset EndsAt) : EventBody;

/// <summary>The doctor added minutes.</summary>
/// <param name="Minutes">How many.</param>
/// <param name="EndsAt">When the minutes are used up now; null while somebody is missing.</param>
[EventType("call.extended")]
public sealed record CallExtended(int Minutes, DateTimeOffset? EndsAt = null) : EventBody;

/// <summary>A party is no longer heard. The minutes stand still until everybody is back.</summary>
/// <param name="Side">The party.</param>
/// <param name="CountedUntil">Up to where the time before counts as talked.</param>
/// <param name="ReconnectBy">Back by this moment, or the call ends.</param>
[EventType("call.party.lost")]
public sealed record CallPartyLost(CallSide Side, DateTimeOffset CountedUntil, DateTimeOffset ReconnectBy) : EventBody;

/// <summary>A lost party is heard again.</summary>
/// <param name="Side">The party.</param>
/// <param name="EndsAt">When the minutes are used up now; null while the other party is missing.</param>
[EventType("call.party.back")]
public sealed record CallPartyBack(CallSide Side, DateTimeOffset? EndsAt = null) : EventBody;

/// <summary>The call ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="TalkedSeconds">Time for which both parties were connected, in whole seconds.</param>
[EventType("call.ended")]
public sealed record CallEnded(CallEnd Reason, int TalkedSeconds) : EventBody;
