using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Interviews;

/// <summary>
/// Whatever finds the questions before a doctor joins: the port behind which a language model may stand. It is asked
/// again when its answer was lost, so it keeps nothing. Where it fails, by an exception, silence or nonsense, the script
/// takes its place.
/// </summary>
public interface IAssistant
{
    /// <summary>
    /// Whose words they are. A <see cref="TextSource.Model"/> is a third party: it is asked only while the patient's
    /// consent to <see cref="ConsentPurpose.ThirdPartySharing"/> stands (个人信息保护法 art. 23).
    /// </summary>
    TextSource Source { get; }

    /// <summary>The next question; null when enough was asked.</summary>
    Task<AssistantQuestion?> NextAsync(InterviewMaterial material, CancellationToken cancellationToken);

    /// <summary>What was answered, in few words of its own; gone when it has none.</summary>
    Task<PrivateText> SummarizeAsync(InterviewMaterial material, CancellationToken cancellationToken);
}

/// <summary>All that an assistant is told: neither names nor ids.</summary>
/// <param name="Department">The department, by name.</param>
/// <param name="Age">The patient's age in whole years; null when it is not known.</param>
/// <param name="Complaint">What the consultation is about.</param>
/// <param name="Turns">What was asked and answered, oldest first.</param>
public sealed record InterviewMaterial(
    string Department, int? Age, PrivateText Complaint, ImmutableArray<MaterialTurn> Turns);

/// <summary>One question and its answer.</summary>
/// <param name="Topic">What it is about, by its name in the script; null when a model asked.</param>
/// <param name="Question">The question, without a label.</param>
/// <param name="Answer">The answer; gone when there is none.</param>
public sealed record MaterialTurn(string? Topic, PrivateText Question, PrivateText Answer);

/// <summary>A question as an assistant asks it, without a label.</summary>
/// <param name="Topic">What it is about, by its name in the script; null when a model asks.</param>
/// <param name="Text">The question.</param>
public sealed record AssistantQuestion(string? Topic, PrivateText Text);
