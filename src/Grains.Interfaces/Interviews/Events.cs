using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>Where the words of an automatic text come from. Whichever it is, no doctor wrote it.</summary>
public enum TextSource
{
    /// <summary>The operator's list of questions.</summary>
    Script,

    /// <summary>A language model.</summary>
    Model,
}

/// <summary>Why an interview ended.</summary>
public enum InterviewEnd
{
    /// <summary>There was nothing left to ask.</summary>
    Finished,

    /// <summary>The patient's side wanted no more questions.</summary>
    Stopped,

    /// <summary>A doctor accepted, and asks from now on.</summary>
    Accepted,

    /// <summary>The consultation ended without a doctor.</summary>
    Closed,
}

/// <summary>Questions are asked before a doctor joins. The numbers on which they are asked stand here.</summary>
[EventType("interview.opened")]
public sealed record InterviewOpened : EventBody
{
    /// <summary>Who is treated.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>The department whose questions are asked, by name.</summary>
    public required string Department { get; init; }

    /// <summary>The account that acts as the chosen doctor; null when a department's pool has the consultation.</summary>
    public AccountId? DoctorAccount { get; init; }

    /// <summary>Whether the patient is in the first year of life, where fever is a red flag.</summary>
    public bool Infant { get; init; }

    /// <summary>Signs in the complaint, which the consultation has answered.</summary>
    public ImmutableArray<RedFlag> Signs { get; init; } = [];

    /// <summary>The most questions.</summary>
    public required int MaxQuestions { get; init; }

    /// <summary>What the consultation is about.</summary>
    public PrivateText Complaint { get; init; }
}

/// <summary>The server asked something. Its author is always <see cref="Role.System"/>.</summary>
[EventType("interview.asked")]
public sealed record InterviewAsked : EventBody
{
    /// <summary>Its number, from 1.</summary>
    public required int Question { get; init; }

    /// <summary>Where its words come from.</summary>
    public required TextSource Source { get; init; }

    /// <summary>What it is about, by its name in the script; null when a model asks.</summary>
    public string? Topic { get; init; }

    /// <summary>The question; it begins by saying that it is automatic.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>The patient's side answered.</summary>
[EventType("interview.answered")]
public sealed record InterviewAnswered : EventBody
{
    /// <summary>Number of the question.</summary>
    public required int Question { get; init; }

    /// <summary>Signs that the answer shows for the first time, each answered by a notice right behind it.</summary>
    public ImmutableArray<RedFlag> Signs { get; init; } = [];

    /// <summary>The answer.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>The patient's side left a question unanswered.</summary>
/// <param name="Question">Its number.</param>
[EventType("interview.skipped")]
public sealed record InterviewSkipped(int Question) : EventBody;

/// <summary>The interview is over.</summary>
/// <param name="Reason">Why.</param>
[EventType("interview.ended")]
public sealed record InterviewEnded(InterviewEnd Reason) : EventBody;

/// <summary>A doctor may read it from now on.</summary>
/// <param name="Account">The doctor's account.</param>
[EventType("interview.shared")]
public sealed record InterviewShared(AccountId Account) : EventBody;

/// <summary>The answers were summarized for the doctor. Its author is always <see cref="Role.System"/>.</summary>
[EventType("interview.summarized")]
public sealed record InterviewSummarized : EventBody
{
    /// <summary>Whether a model's words are among it.</summary>
    public required TextSource Source { get; init; }

    /// <summary>The summary; it begins by saying that it is automatic.</summary>
    public PrivateText Text { get; init; }
}
