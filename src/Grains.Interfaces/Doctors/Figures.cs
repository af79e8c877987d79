using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>
/// Tells the doctor's figures of a consultation that was completed, or, with <see cref="Stars"/>, that it was rated.
/// Sent by the consultation, once for each.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.NoteOutcome")]
public sealed record NoteOutcome(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] ConsultationKind Kind,
    [property: Id(2)] DateTimeOffset At) : Command
{
    /// <summary>How long the patient waited for the first reply, from the request on; null when there was none.</summary>
    [Id(3)] public TimeSpan? FirstAnswer { get; init; }

    /// <summary>How many rounds the patient has begun.</summary>
    [Id(4)] public int Rounds { get; init; }

    /// <summary>1–5 when it was rated; the other figures were then told before and do not count again.</summary>
    [Id(5)] public int? Stars { get; init; }
}

/// <summary>A consultation was completed or rated.</summary>
[EventType("outcome.noted")]
public sealed record OutcomeNoted(ConsultationId Consultation, ConsultationKind Kind) : EventBody
{
    /// <summary>The day of the operator's calendar on which it happened, as the time zone stood then.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>On completion: how long the patient waited for the first reply, in whole seconds.</summary>
    public int? FirstAnswerSeconds { get; init; }

    /// <summary>On completion: how many rounds the patient began.</summary>
    public int? Rounds { get; init; }

    /// <summary>On a rating: 1–5.</summary>
    public int? Stars { get; init; }
}

/// <summary>What a doctor did, day by day; for the doctor and for operators.</summary>
/// <param name="Doctor">The doctor.</param>
/// <param name="Days">Days of the operator's calendar on which something happened, of the last 62; oldest first.</param>
[GenerateSerializer, Immutable, Alias("consult.FiguresView")]
public sealed record FiguresView(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] ImmutableArray<DayFigures> Days);

/// <summary>What a doctor did on one day.</summary>
[GenerateSerializer, Immutable, Alias("consult.DayFigures")]
public sealed record DayFigures
{
    /// <summary>The day.</summary>
    [Id(0)] public required DateOnly Day { get; init; }

    /// <summary>Consultations completed.</summary>
    [Id(1)] public required int Answered { get; init; }

    /// <summary>The median of how long their patients waited for the first reply, in seconds; null without any.</summary>
    [Id(2)] public double? MedianFirstAnswerSeconds { get; init; }

    /// <summary>Rounds in them.</summary>
    [Id(3)] public required int Rounds { get; init; }

    /// <summary>Ratings given on that day.</summary>
    [Id(4)] public required int Ratings { get; init; }

    /// <summary>Their mean, 1–5; null without any.</summary>
    [Id(5)] public double? AverageStars { get; init; }
}
