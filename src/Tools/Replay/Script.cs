using System.Text;

namespace Consult.Tools.Replay;

/// <summary>Who writes.</summary>
public enum Side
{
    /// <summary>The patient's side.</summary>
    Patient,

    /// <summary>The doctor.</summary>
    Doctor,
}

/// <summary>One message of the conversation.</summary>
/// <param name="Side">Its author.</param>
/// <param name="Text">What is written; at most <see cref="Script.LongestText"/> UTF-16 code units.</param>
public sealed record Line(Side Side, string Text)
{
    /// <summary>The author; never the text.</summary>
    public override string ToString() => Side.ToString();
}

/// <summary>Makes a conversation of a question and an answer.</summary>
public static class Script
{
    /// <summary>The protocol's limit of a text, in UTF-16 code units.</summary>
    public const int LongestText = 4_000;

    /// <summary>How often the patient has the word; the protocol allows 20 rounds.</summary>
    public const int MostTurns = 18;

    private const string Ends = "。！？!?；;\n";
    private const string Closers = "”’\"'）)」』";

    /// <summary>
    /// Question sentences and answer sentences in turns, the patient first. Who has more to say says several
    /// sentences in a turn, so that both come to their end together.
    /// </summary>
    public static IReadOnlyList<Line> Of(string ask, string answer)
    {
        var (asked, answered) = (Sentences(ask), Sentences(answer));
        var turns = Math.Min(MostTurns, Math.Max(1, Math.Min(asked.Length, answered.Length)));
        var lines = new List<Line>(asked.Length + answered.Length);
        for (var turn = 0; turn < turns; turn++)
        {
            lines.AddRange(Share(asked, turn, turns).Select(text => new Line(Side.Patient, text)));
            lines.AddRange(Share(answered, turn, turns).Select(text => new Line(Side.Doctor, text)));
        }
        return lines;
    }

    /// <summary>
    /// Cuts a text after each sentence, keeping every character; what is longer than a message may be is cut
    /// between characters. White space and closing quotes stay with the sentence before them.
    /// </summary>
    public static string[] Sentences(string text)
    {
        var sentences = new List<string>();
        var sentence = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (sentence.Length > 0 && IsOver(sentence) && !StaysWith(rune))
                Take(sentence, sentences);
            if (sentence.Length + rune.Utf16SequenceLength > LongestText)
                Take(sentence, sentences);
            sentence.Append(rune.ToString());
        }
        if (!string.IsNullOrWhiteSpace(sentence.ToString()))
            Take(sentence, sentences);
        return [.. sentences];
    }

    private static string[] Share(string[] all, int turn, int turns) =>
        all[(turn * all.Length / turns)..((turn + 1) * all.Length / turns)];

    // A full stop ends a sentence only before white space: "39.2" and "e.g." in the middle of a word do not.
    private static bool IsOver(StringBuilder sentence)
    {
        var last = sentence.Length - 1;
        while (last >= 0 && IsTail(sentence[last]))
            last--;
        return last >= 0
            && (Ends.Contains(sentence[last], StringComparison.Ordinal)
                || (sentence[last] == '.' && char.IsWhiteSpace(sentence[^1]))
                || sentence[^1] == '\n');
    }

    private static bool StaysWith(Rune rune) =>
        rune.IsBmp && (IsTail((char)rune.Value) || Ends.Contains((char)rune.Value, StringComparison.Ordinal));

    private static bool IsTail(char character) =>
        char.IsWhiteSpace(character) || Closers.Contains(character, StringComparison.Ordinal);

    private static void Take(StringBuilder sentence, List<string> sentences)
    {
        sentences.Add(sentence.ToString());
        sentence.Clear();
    }
}
