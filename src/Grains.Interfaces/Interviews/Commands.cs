using Consult.Feeds;
using Orleans;

namespace Consult.Interviews;

/// <summary>Begins the questions before a doctor joins (预问诊). Sent by the consultation when it was requested.</summary>
[GenerateSerializer, Immutable, Alias("consult.OpenInterview")]
public sealed record OpenInterview : Command
{
    /// <summary>Who is treated.</summary>
    [Id(0)] public required PatientId Patient { get; init; }

    /// <summary>The department whose questions are asked, by name.</summary>
    [Id(1)] public required string Department { get; init; }

    /// <summary>The account that acts as the chosen doctor; null while a department's pool has the consultation.</summary>
    [Id(2)] public AccountId? DoctorAccount { get; init; }

    /// <summary>Whether the patient is in the first year of life, where fever is a red flag.</summary>
    [Id(3)] public bool Infant { get; init; }

    /// <summary>What the consultation is about.</summary>
    [Id(4)] public PrivateText Complaint { get; init; }
}

/// <summary>
/// Has the assistant find the next question, or that there is none. Sent by the interview to itself; repeated it does
/// no harm.
/// </summary>
/// <param name="Question">The number that the question will have, from 1.</param>
[GenerateSerializer, Immutable, Alias("consult.AskNext")]
public sealed record AskNext([property: Id(0)] int Question) : Command;

/// <summary>Answers the open question. By the patient's side.</summary>
/// <param name="Question">Its number, so that an answer that comes late is not taken for that of another question.</param>
/// <param name="Text">The answer; by default at most 500 UTF-16 code units.</param>
[GenerateSerializer, Immutable, Alias("consult.AnswerQuestion")]
public sealed record AnswerQuestion([property: Id(0)] int Question, [property: Id(1)] PrivateText Text) : Command;

/// <summary>Leaves the open question unanswered and goes on to the next. By the patient's side.</summary>
/// <param name="Question">Its number.</param>
[GenerateSerializer, Immutable, Alias("consult.SkipQuestion")]
public sealed record SkipQuestion([property: Id(0)] int Question) : Command;

/// <summary>Ends the interview; what was answered is summarized. By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.StopInterview")]
public sealed record StopInterview : Command;

/// <summary>Ends the interview, unless it has ended, and lets the doctor read it. Sent by the consultation.</summary>
/// <param name="Reader">The account of the doctor who accepted; null when the consultation ended without one.</param>
[GenerateSerializer, Immutable, Alias("consult.CloseInterview")]
public sealed record CloseInterview([property: Id(0)] AccountId? Reader) : Command;

/// <summary>Has the assistant summarize the answers. Sent by the interview to itself; repeated it does no harm.</summary>
[GenerateSerializer, Immutable, Alias("consult.SummarizeInterview")]
public sealed record SummarizeInterview : Command;
