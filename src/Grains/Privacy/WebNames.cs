namespace Consult.Privacy;

/// <summary>Names of the web, with dots that may be written 点 or 。 and white space around them.</summary>
internal static class WebNames
{
    private const int MaxLength = 64;
    private const int MaxLabels = 6;

    private static readonly string[] Endings =
    [
        "com", "cn", "net", "org", "edu", "gov", "info", "me", "cc", "co", "hk", "tw", "top", "vip", "io", "c0m", "xyz", "shop", "site", "club",
        "link", "ly", "app", "store", "online", "ink", "fun", "live", "wang", "ltd",
    ];

    // Providers of mail that people name without an ending.
    private static readonly string[] Providers =
        ["qq", "163", "126", "139", "189", "gmail", "sina", "sohu", "outlook", "hotmail", "foxmail", "yeah", "icloud", "aliyun", "yahoo", "live"];

    /// <summary>The symbol behind a domain that begins at a symbol, or −1.</summary>
    /// <param name="shadow">The text.</param>
    /// <param name="from">Where it would begin.</param>
    /// <param name="isMail">Whether a provider's name is enough.</param>
    public static int End(Shadow shadow, int from, bool isMail)
    {
        var chars = shadow.Chars;
        var i = Skip(shadow, from);
        Span<char> label = stackalloc char[MaxLength];
        var (end, labels) = (-1, 0);
        while (i < chars.Length && labels < MaxLabels)
        {
            var length = 0;
            while (i < chars.Length && length < MaxLength && IsOfLabel(shadow, i)) label[length++] = chars[i++];
            if (length == 0) break;
            labels++;
            if (labels > 1 ? IsOne(label[..length], Endings) : isMail && IsOne(label[..length], Providers)) end = i;
            var dot = DotLength(chars, Skip(shadow, i));
            if (dot == 0) break;
            i = Skip(shadow, Skip(shadow, i) + dot);
        }
        return end;
    }

    /// <summary>Whether a symbol may be a part of a label.</summary>
    public static bool IsOfLabel(Shadow shadow, int i) =>
        shadow.Kinds[i] is GlyphKind.Digit || (shadow.Kinds[i] is GlyphKind.Letter && char.IsAscii(shadow.Chars[i])) || shadow.Chars[i] == '-';

    /// <summary>How long the dot at a place is; 0 when there is none.</summary>
    public static int DotLength(ReadOnlySpan<char> chars, int i)
    {
        if (i >= chars.Length) return 0;
        return chars[i] switch
        {
            '.' or '点' or '點' or '·' => 1,
            'd' when chars[i..].StartsWith("dot", StringComparison.Ordinal) => 3,
            '(' when chars[i..].StartsWith("(dot)", StringComparison.Ordinal) => 5,
            '(' when chars[i..].StartsWith("(.)", StringComparison.Ordinal) => 3,
            _ => 0,
        };
    }

    private static int Skip(Shadow shadow, int i)
    {
        var to = Math.Min(shadow.Length, i + 2);
        while (i < to && shadow.Kinds[i] is GlyphKind.Space) i++;
        return i;
    }

    private static bool IsOne(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var one in words)
            if (word.SequenceEqual(one)) return true;
        return false;
    }
}
