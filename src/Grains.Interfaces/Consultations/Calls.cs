using Consult.Calls;
using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>What a call must know of its consultation before it begins or is answered.</summary>
[GenerateSerializer, Immutable, Alias("consult.CallFacts")]
public sealed record CallFacts
{
    /// <summary>Who is treated.</summary>
    [Id(0)] public required PatientId Patient { get; init; }

    /// <summary>The account that acts as the doctor; null before one has accepted.</summary>
    [Id(1)] public required AccountId? DoctorAccount { get; init; }

    /// <summary>Why there can be no call, a code of <see cref="Codes"/>; null when there can.</summary>
    [Id(2)] public required string? Code { get; init; }

    /// <summary>The time that is left of what was bought, in seconds.</summary>
    [Id(3)] public required int SecondsLeft { get; init; }
}

/// <summary>What a consultation is told of its calls.</summary>
public enum CallNews
{
    /// <summary>A side began a call.</summary>
    Started,

    /// <summary>The call was answered.</summary>
    Answered,

    /// <summary>The doctor added minutes.</summary>
    Extended,

    /// <summary>The call ended.</summary>
    Ended,
}

/// <summary>Notes what happened in a call. Sent by the call.</summary>
[GenerateSerializer, Immutable, Alias("consult.NoteCall")]
public sealed record NoteCall : Command
{
    /// <summary>The call.</summary>
    [Id(0)] public required CallId Call { get; init; }

    /// <summary>What happened.</summary>
    [Id(1)] public required CallNews News { get; init; }

    /// <summary>The side that began it.</summary>
    [Id(2)] public required CallSide StartedBy { get; init; }

    /// <summary>Of <see cref="CallNews.Extended"/>: the minutes that were added.</summary>
    [Id(3)] public int Minutes { get; init; }

    /// <summary>Of <see cref="CallNews.Ended"/>: why.</summary>
    [Id(4)] public CallEnd? Reason { get; init; }

    /// <summary>Of <see cref="CallNews.Ended"/>: time for which both parties were connected, in seconds.</summary>
    [Id(5)] public int TalkedSeconds { get; init; }
}

/// <summary>A side began a call.</summary>
/// <param name="Call">The call.</param>
/// <param name="By">The side.</param>
[EventType("consultation.call.started")]
public sealed record ConsultationCallStarted(CallId Call, CallSide By) : EventBody;

/// <summary>The call was answered: both sides have come.</summary>
/// <param name="Call">The call.</param>
/// <param name="WindowEnds">The first time: when the window ends that it opens.</param>
[EventType("consultation.call.answered")]
public sealed record ConsultationCallAnswered(CallId Call, DateTimeOffset? WindowEnds = null) : EventBody;

/// <summary>The doctor added minutes to what was bought.</summary>
/// <param name="Call">The call in which it was done.</param>
/// <param name="Minutes">How many.</param>
[EventType("consultation.call.extended")]
public sealed record ConsultationCallExtended(CallId Call, int Minutes) : EventBody;

/// <summary>The call ended.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reason">Why.</param>
/// <param name="TalkedSeconds">What it used of the bought time.</param>
[EventType("consultation.call.ended")]
public sealed record ConsultationCallEnded(CallId Call, CallEnd Reason, int TalkedSeconds) : EventBody;

/// <summary>
/// A side did not come in time. When it was the doctor, or neither, everything is refunded; when it was the patient, the
/// consultation goes on, and rebooking or a refund is asked for.
/// </summary>
/// <param name="Absent">The side.</param>
/// <param name="WindowEnds">When it was the patient: when the window ends, in which the two may still find each other.</param>
[EventType("consultation.noshow")]
public sealed record ConsultationNoShow(CallSide Absent, DateTimeOffset? WindowEnds = null) : EventBody;
