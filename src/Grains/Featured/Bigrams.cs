using System.Globalization;
using System.Text;

namespace Consult.Featured;

/// <summary>
/// What a text is found by. Of scripts without spaces, such as Chinese, each pair of neighbours (<c>g:感冒</c>); of others
/// each word (<c>w:covid</c>), in lower case and in one width.
/// </summary>
public static class Bigrams
{
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const char WideSpace = '\u3000';

    /// <summary>Each once, in the order of the text. A lone character between two others' ends is found with neither.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (run, isWord) in Runs(Folded(text)))
        {
            if (isWord && terms.Add($"w:{run}")) yield return $"w:{run}";
            if (isWord) continue;
            var runes = run.EnumerateRunes().ToArray();
            for (var i = 1; i < runes.Length; i++)
                if (terms.Add($"g:{runes[i - 1]}{runes[i]}"))
                    yield return $"g:{runes[i - 1]}{runes[i]}";
        }
    }

    /// <summary>A text in the form in which texts are compared: lower case, one width.</summary>
    /// <remarks>By our own rule: what a server knows of Unicode's normal forms depends on its machine, and stored terms must not.</remarks>
    public static string Folded(string text) => string.Create(text.Length, text, (folded, from) =>
    {
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = char.ToLowerInvariant(from[i] switch
            {
                >= FirstWide and <= LastWide => (char)(from[i] - FirstWide + '!'),
                WideSpace => ' ',
                var other => other,
            });
        }
    });

    private static IEnumerable<(string Run, bool IsWord)> Runs(string text)
    {
        var run = new StringBuilder();
        var last = Script.None;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = ScriptOf(rune);
            if (script != last && run.Length > 0)
            {
                yield return (run.ToString(), last is Script.Words);
                run.Clear();
            }
            last = script;
            if (script is not Script.None) run.Append(rune);
        }
        if (run.Length > 0) yield return (run.ToString(), last is Script.Words);
    }

    // From the radicals on, Unicode holds the scripts of East Asia, which write words without spaces.
    private static Script ScriptOf(Rune rune)
    {
        if (!Rune.IsLetterOrDigit(rune)) return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? Script.Words : Script.None;
        return rune.Value >= 0x2E80 ? Script.Neighbours : Script.Words;
    }

    private enum Script
    {
        None,
        Words,
        Neighbours,
    }
}
