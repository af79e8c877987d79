namespace Consult.Feeds;

// Codes of the questions before a doctor joins. None is retryable.
public static partial class Codes
{
    /// <summary>The interview has ended.</summary>
    public const string InterviewOver = "interview.over";

    /// <summary>That question does not wait for an answer.</summary>
    public const string InterviewQuestionPast = "interview.question.past";

    private static CodeInfo[] OfInterviews() =>
    [
        new(InterviewOver, 409, false, "The questions before the doctor joins have ended."),
        new(InterviewQuestionPast, 409, false, "That question does not wait for an answer: it was answered or skipped already, or not asked yet."),
    ];
}
