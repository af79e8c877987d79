using System.Text;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>
/// Automatic text says that it is automatic, in its first words: whoever shows it cannot forget to (监管细则 2022, art. 13, 21).
/// </summary>
internal static class AutomaticText
{
    private const string QuestionLabel = "【系统自动提问】";
    private const string SummaryLabel = "【系统自动整理，非医生意见】患者在医生接诊前的回答，未经核实。";
    private const string ModelLabel = "模型概括（可能有误，以患者原话为准）：";
    private const string Skipped = "（未回答）";

    /// <summary>A question with its label.</summary>
    public static PrivateText Question(PrivateText text) => QuestionLabel + text.Value;

    /// <summary>A question as an assistant asked it.</summary>
    public static PrivateText Unlabelled(PrivateText question) => question.Value?[QuestionLabel.Length..];

    /// <summary>
    /// The summary: the model's words, marked as such, and in any case the patient's own, question by question. At most
    /// <see cref="TextRules.MaxLength"/> long: what does not fit is cut and marked, and stands whole in the interview.
    /// </summary>
    /// <param name="material">What was asked and answered.</param>
    /// <param name="model">The model's words; gone without any.</param>
    public static PrivateText Summary(InterviewMaterial material, PrivateText model)
    {
        var text = new StringBuilder(SummaryLabel);
        if (model.Value is { } words) text.Append('\n').Append(ModelLabel).Append(words);
        var perTurn = (TextRules.MaxLength - text.Length) / Math.Max(1, material.Turns.Length);
        for (var i = 0; i < material.Turns.Length; i++)
        {
            var turn = material.Turns[i];
            var line = FormattableString.Invariant($"\n{i + 1}. {turn.Question.Value} {turn.Answer.Value ?? Skipped}");
            text.Append(Cut(line, perTurn));
        }
        return text.ToString();
    }

    // Never between the halves of a surrogate pair.
    private static string Cut(string line, int length)
    {
        if (line.Length <= length) return line;
        var end = length - 1;
        if (char.IsHighSurrogate(line[end - 1])) end--;
        return line[..end] + "…";
    }
}
