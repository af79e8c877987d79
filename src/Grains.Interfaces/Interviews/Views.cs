using Consult.Feeds;
using Orleans;

namespace Consult.Interviews;

/// <summary>Where an interview stands.</summary>
public enum InterviewStatus
{
    /// <summary>The next question is being found.</summary>
    Thinking,

    /// <summary>A question waits for its answer.</summary>
    Asking,

    /// <summary>Over.</summary>
    Ended,
}

/// <summary>An interview as it stands.</summary>
[GenerateSerializer, Immutable, Alias("consult.InterviewView")]
public sealed record InterviewView
{
    /// <summary>The consultation it belongs to.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required InterviewStatus Status { get; init; }

    /// <summary>The question that waits for its answer; null when none does.</summary>
    [Id(2)] public OpenQuestion? Question { get; init; }

    /// <summary>How many questions were answered.</summary>
    [Id(3)] public required int Answered { get; init; }

    /// <summary>The most questions.</summary>
    [Id(4)] public required int MaxQuestions { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(5)] public InterviewEnd? Reason { get; init; }
}

/// <summary>A question that waits for its answer.</summary>
/// <param name="Number">Its number, which the answer names.</param>
/// <param name="Source">Where its words come from.</param>
/// <param name="Text">The question; it begins by saying that it is automatic.</param>
[GenerateSerializer, Immutable, Alias("consult.OpenQuestion")]
public sealed record OpenQuestion(
    [property: Id(0)] int Number,
    [property: Id(1)] TextSource Source,
    [property: Id(2)] PrivateText Text);
