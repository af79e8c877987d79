using System.Text;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>What is left of a text when case, spaces and marks are taken away: two lines that differ in these alone say the same.</summary>
internal static class Essence
{
    /// <summary>The letters and digits, in lower case; of a text without any, the text.</summary>
    public static string Of(PrivateText text)
    {
        if (text.Value is not { } whole) return "";
        var essence = new StringBuilder(whole.Length);
        foreach (var rune in whole.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) essence.Append(Rune.ToLowerInvariant(rune));
        return essence.Length > 0 ? essence.ToString() : whole.Trim();
    }
}
