using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>What an interview has become. Its size is bounded by the number of questions.</summary>
internal sealed record InterviewState
{
    public bool Exists { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    public string Department { get; init; } = "";

    public PrivateText Complaint { get; init; }

    public bool IsInfant { get; init; }

    public int MaxQuestions { get; init; }

    /// <summary>Signs that were answered by a notice.</summary>
    public ImmutableArray<RedFlag> Signs { get; init; } = [];

    public ImmutableArray<InterviewTurn> Turns { get; init; } = [];

    /// <summary>Accounts of doctors who may read it.</summary>
    public ImmutableArray<AccountId> Readers { get; init; } = [];

    public InterviewEnd? Reason { get; init; }

    public bool IsSummarized { get; init; }

    public bool IsOver => Reason is not null;

    /// <summary>The question that waits for its answer; null when none does.</summary>
    public InterviewTurn? Open => !IsOver && Turns is [.., { Outcome: TurnOutcome.Open } last] ? last : null;

    public bool HasAnswers => Turns.Any(turn => turn.Outcome is TurnOutcome.Answered);
}

/// <summary>What became of a question.</summary>
internal enum TurnOutcome
{
    Open,
    Answered,
    Skipped,
}

/// <summary>A question and what became of it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Source">Where its words come from.</param>
/// <param name="Topic">What it is about, by its name in the script; null when a model asked.</param>
/// <param name="Question">The question, with its label.</param>
internal sealed record InterviewTurn(int Number, TextSource Source, string? Topic, PrivateText Question)
{
    public TurnOutcome Outcome { get; init; }

    public PrivateText Answer { get; init; }
}
