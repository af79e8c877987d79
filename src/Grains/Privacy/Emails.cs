namespace Consult.Privacy;

/// <summary>
/// E-mail addresses: a name, an at sign or what stands for it, and a domain with a known ending, with dots that may be
/// written 点 or 。, and white space around either.
/// </summary>
internal static class Emails
{
    private const int MaxName = 64;
    private const int MaxDomain = 64;

    private static readonly string[] Endings =
        ["com", "cn", "net", "org", "edu", "gov", "info", "me", "cc", "co", "hk", "tw", "top", "vip", "io", "c0m"];

    // Providers that people name without an ending.
    private static readonly string[] Providers =
        ["qq", "163", "126", "139", "189", "gmail", "sina", "sohu", "outlook", "hotmail", "foxmail", "yeah", "icloud", "aliyun", "yahoo", "live"];

    /// <summary>Adds what it finds.</summary>
    public static void Find(Shadow shadow, List<Found> found)
    {
        var chars = shadow.Chars;
        var kinds = shadow.Kinds;
        for (var i = 1; i < chars.Length; i++)
        {
            var at = AtSign(chars, i);
            if (at == 0) continue;
            var from = NameBefore(chars, kinds, i);
            if (from < 0) continue;
            var to = DomainBehind(chars, kinds, i + at);
            if (to > 0) found.Add(new(PrivacyKind.Email, from, to));
        }
    }

    // How long the at sign at a place is; 0 when there is none.
    private static int AtSign(ReadOnlySpan<char> chars, int i)
    {
        var rest = chars[i..];
        if (rest[0] == '@') return 1;
        foreach (var sign in (ReadOnlySpan<string>)["艾特", "圈a", "(at)", "[at]", "{at}", "(a)", " at "])
            if (rest.StartsWith(sign, StringComparison.Ordinal)) return sign.Length;
        return 0;
    }

    private static int NameBefore(ReadOnlySpan<char> chars, ReadOnlySpan<GlyphKind> kinds, int at)
    {
        var i = at;
        while (i > 0 && at - i < 2 && kinds[i - 1] is GlyphKind.Space) i--;
        var end = i;
        while (i > 0 && end - i < MaxName && IsOfName(chars[i - 1], kinds[i - 1])) i--;
        while (i < end && chars[i] is '.' or '-' or '_' or '+') i++;
        return i < end ? i : -1;
    }

    private static bool IsOfName(char c, GlyphKind kind) =>
        kind is GlyphKind.Digit or GlyphKind.HanDigit || (kind is GlyphKind.Letter && char.IsAscii(c)) || c is '.' or '-' or '_' or '+';

    private static int DomainBehind(ReadOnlySpan<char> chars, ReadOnlySpan<GlyphKind> kinds, int from)
    {
        var i = Skip(kinds, from);
        Span<char> label = stackalloc char[MaxDomain];
        var (end, labels) = (-1, 0);
        while (i < chars.Length && i - from < MaxDomain)
        {
            var length = 0;
            while (i < chars.Length && length < MaxDomain && IsOfLabel(chars[i], kinds[i]))
                label[length++] = chars[i++];
            if (length == 0) break;
            labels++;
            var word = label[..length];
            if (labels == 1 ? IsOne(word, Providers) : IsOne(word, Endings)) end = i;
            var dot = DotLength(chars, Skip(kinds, i));
            if (dot == 0) break;
            i = Skip(kinds, Skip(kinds, i) + dot);
        }
        return end;
    }

    private static bool IsOfLabel(char c, GlyphKind kind) =>
        kind is GlyphKind.Digit || (kind is GlyphKind.Letter && char.IsAscii(c)) || c == '-';

    private static int DotLength(ReadOnlySpan<char> chars, int i)
    {
        if (i >= chars.Length) return 0;
        if (chars[i] is '.' or '点' or '點') return 1;
        return chars[i..].StartsWith("dot", StringComparison.Ordinal) ? 3 : chars[i..].StartsWith("(dot)", StringComparison.Ordinal) ? 5 : 0;
    }

    private static int Skip(ReadOnlySpan<GlyphKind> kinds, int i)
    {
        var to = Math.Min(kinds.Length, i + 2);
        while (i < to && kinds[i] is GlyphKind.Space) i++;
        return i;
    }

    private static bool IsOne(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var one in words)
            if (word.SequenceEqual(one)) return true;
        return false;
    }
}
