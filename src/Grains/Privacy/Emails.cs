namespace Consult.Privacy;

/// <summary>
/// E-mail addresses: a name, an at sign or what stands for it (艾特, 圈a, (at)), and a domain with a known ending or a
/// provider that everybody knows.
/// </summary>
internal static class Emails
{
    private const int MaxName = 64;

    /// <summary>Adds what it finds.</summary>
    public static void Find(Shadow shadow, List<Found> found)
    {
        var chars = shadow.Chars;
        for (var i = 1; i < chars.Length; i++)
        {
            var at = AtSignLength(chars, i);
            if (at == 0) continue;
            var from = NameBefore(shadow, i);
            if (from < 0) continue;
            var to = WebNames.End(shadow, i + at, isMail: true);
            if (to > 0) found.Add(new(PrivacyKind.Email, from, to));
        }
    }

    // How long the at sign at a place is; 0 when there is none.
    private static int AtSignLength(ReadOnlySpan<char> chars, int i) => chars[i] switch
    {
        '@' => 1,
        '艾' when Starts(chars, i, "艾特") => 2,
        '圈' when Starts(chars, i, "圈a") => 2,
        '小' when Starts(chars, i, "小老鼠") => 3,
        '(' or '[' or '{' or '（' or '【' when i + 3 < chars.Length && Starts(chars, i + 1, "at") && chars[i + 3] is ')' or ']' or '}' or '）' or '】' => 4,
        '(' when Starts(chars, i, "(@)") => 3,
        ' ' when Starts(chars, i, " at ") => 4,
        _ => 0,
    };

    private static int NameBefore(Shadow shadow, int at)
    {
        var chars = shadow.Chars;
        var i = at;
        while (i > 0 && at - i < 2 && shadow.Kinds[i - 1] is GlyphKind.Space) i--;
        var end = i;
        while (i > 0 && end - i < MaxName && IsOfName(shadow, i - 1)) i--;
        while (i < end && chars[i] is '.' or '-' or '_' or '+') i++;
        return i < end ? i : -1;
    }

    private static bool IsOfName(Shadow shadow, int i) => Reading.IsAlphanumeric(shadow, i) || shadow.Chars[i] is '.' or '-' or '_' or '+';

    private static bool Starts(ReadOnlySpan<char> chars, int at, string word) => chars[at..].StartsWith(word, StringComparison.Ordinal);
}
