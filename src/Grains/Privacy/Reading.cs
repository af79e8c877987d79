namespace Consult.Privacy;

/// <summary>What stands behind a telling word: separators and small words first, then the account or number itself.</summary>
internal static class Reading
{
    /// <summary>The most symbols between the word and what it announces.</summary>
    private const int MaxFiller = 10;

    /// <summary>Longer runs are whole; shorter ones may be pieces of one that was spread with separators.</summary>
    private const int MaxPiece = 4;

    /// <summary>The most separators between two pieces.</summary>
    private const int MaxGap = 3;

    // 微信号码是：…, QQ 就是我的 …, 护照号为 …
    private const string FillerWords = "号码是为账帐户我的也叫这个同名呢哦啊就都联系加搜索您你可以请报给发填写有人本证件照簿尾";

    /// <summary>The first symbol behind a telling word that may belong to what it announces, or −1.</summary>
    public static int SkipFiller(Shadow shadow, int from)
    {
        var chars = shadow.Chars;
        var kinds = shadow.Kinds;
        for (var i = from; i < chars.Length && i - from <= MaxFiller; i++)
        {
            if (kinds[i] is GlyphKind.Digit or GlyphKind.HanDigit or GlyphKind.Letter)
            {
                // "微信id:…", "病历号no.…"
                if (Starts(chars, i, "id") || Starts(chars, i, "no")) { i++; continue; }
                return i;
            }
            if (kinds[i] is GlyphKind.Star || (kinds[i] is GlyphKind.Han && !FillerWords.Contains(chars[i]))) return -1;
        }
        return -1;
    }

    /// <summary>
    /// Reads letters and digits, also when separators stand between them: pieces of at most four symbols belong together,
    /// a longer one ends what is read unless a hyphen or an underscore follows.
    /// </summary>
    public static Token Read(Shadow shadow, int from, bool letters, int max)
    {
        var kinds = shadow.Kinds;
        var token = new Token(from, from, 0, 0);
        for (var i = from; i < kinds.Length;)
        {
            var run = i;
            while (i < kinds.Length && token.Length < max && IsPart(shadow, i, letters))
                token = token.With(i, IsDigit(shadow, i, letters)) with { To = ++i };
            if (token.Length >= max) break;
            var gap = GapAfter(shadow, i, letters);
            var isJoined = gap > 0 && shadow.Chars.Slice(i, gap).ContainsAny('-', '_');
            if (gap == 0 || (i - run > MaxPiece && !isJoined)) break;
            i += gap;
        }
        return token;
    }

    /// <summary>Whether a symbol is an ASCII letter, a digit or a Chinese numeral.</summary>
    public static bool IsAlphanumeric(Shadow shadow, int symbol) =>
        shadow.Kinds[symbol] is GlyphKind.Digit or GlyphKind.HanDigit
        || (shadow.Kinds[symbol] is GlyphKind.Letter && char.IsAscii(shadow.Chars[symbol]));

    private static bool IsPart(Shadow shadow, int i, bool letters) =>
        letters ? IsAlphanumeric(shadow, i) : IsDigit(shadow, i, letters);

    private static bool IsDigit(Shadow shadow, int i, bool letters) =>
        shadow.Values[i] >= 0 || (!letters && shadow.Kinds[i] is GlyphKind.Letter && Numbers.LookAlike(shadow.Chars[i]) >= 0);

    // The length of what separates a part from the next one; 0 when nothing goes on.
    private static int GapAfter(Shadow shadow, int i, bool letters)
    {
        var gap = 0;
        while (gap < MaxGap && i + gap < shadow.Length && shadow.Kinds[i + gap] is GlyphKind.Space or GlyphKind.Mark or GlyphKind.Dot) gap++;
        return gap > 0 && i + gap < shadow.Length && shadow.Chars[i] != '\n' && IsPart(shadow, i + gap, letters) ? gap : 0;
    }

    private static bool Starts(ReadOnlySpan<char> chars, int at, string word) =>
        chars[at..].StartsWith(word, StringComparison.Ordinal) && (at + 2 >= chars.Length || !char.IsAsciiLetter(chars[at + 2]))
        && (at + 2 >= chars.Length || !char.IsAsciiDigit(chars[at + 2]) || word == "no");
}

/// <summary>Letters and digits that were read.</summary>
/// <param name="From">The first symbol.</param>
/// <param name="To">The symbol behind the last one.</param>
/// <param name="Letters">How many letters.</param>
/// <param name="Digits">How many digits.</param>
internal readonly record struct Token(int From, int To, int Letters, int Digits)
{
    /// <summary>Letters and digits.</summary>
    public int Length => Letters + Digits;

    /// <summary>The token with one more symbol.</summary>
    public Token With(int symbol, bool isDigit) =>
        this with { From = Length == 0 ? symbol : From, Letters = Letters + (isDigit ? 0 : 1), Digits = Digits + (isDigit ? 1 : 0) };
}
