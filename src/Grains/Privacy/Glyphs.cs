using System.Globalization;

namespace Consult.Privacy;

/// <summary>What a character is to the detectors.</summary>
internal enum GlyphKind : byte
{
    /// <summary>Punctuation, an emoji, anything else: it may separate digits.</summary>
    Mark,

    /// <summary>Not seen at all: zero-width characters, joiners, variation selectors, combining marks, the keycap.</summary>
    Hidden,

    /// <summary>White space and line breaks.</summary>
    Space,

    /// <summary>A full stop of any kind. Between digits it may be a decimal point.</summary>
    Dot,

    /// <summary>A comma, a slash, a colon, a comparison: what stands between two numbers rather than inside one.</summary>
    Divider,

    /// <summary>An asterisk. One may separate digits; two are a mask that was put there before.</summary>
    Star,

    /// <summary>A digit of any script and shape but the Chinese numerals.</summary>
    Digit,

    /// <summary>A Chinese numeral, which is a word of the language as well.</summary>
    HanDigit,

    /// <summary>A letter of an alphabet, folded to lower case and to ASCII where it looks like it.</summary>
    Letter,

    /// <summary>Any other Chinese character, and the heart, which stands for 信 in 微❤.</summary>
    Han,

    /// <summary>Ten to ninety-nine in one character (⑩, ㉑): two digits.</summary>
    Tens,
}

/// <summary>
/// What each character stands for, looked up in a table of the basic plane that is made once from Unicode's own data.
/// FormKC does not do: it leaves ⓿ and ➃ as they are, makes "(5)" of ⑸ and keeps zero-width characters.
/// </summary>
internal static class Glyphs
{
    // 零〇 to 九, the forms for cheques, the ones of the telephone and the army (幺 洞 拐 勾 两) and what looks like them.
    private const string HanDigits =
        "零0〇0○0◯0洞0一1壹1幺1弌1⼀1二2贰2貳2弍2两2兩2⼆2三3叁3參3弎3四4肆4五5伍5六6陆6陸6七7柒7拐7八8捌8⼋8九9玖9勾9";

    // Letters that look like Latin ones, and numerals of Rome that look like letters.
    private const string LookAlikes =
        "аaвbеeоoрpсcуyхxіiѕsкkмmтtоoАaВbЕeОoРpСcУyХxІiѕsКkМmТtНhοoΟoⅤvⅴvⅩxⅹxⅠiⅰi×x✕x╳x✖x∨vℓl｜l|l∣l";

    private const string Dots = ".．。｡․﹒";
    private const string Dividers = ",，、､/／:：;；%％<>＜＞=＝≥≤≈±℃°↑↓→^￥¥$";
    private const string Hearts = "❤♥♡❥";

    private static readonly Glyph[] Table = BuildTable();

    /// <summary>What a character of the basic plane stands for; a surrogate by itself is a <see cref="GlyphKind.Mark"/>.</summary>
    public static Glyph Of(char c) => Table[c];

    /// <summary>What a character beyond the basic plane stands for.</summary>
    public static Glyph Of(char high, char low)
    {
        var code = char.ConvertToUtf32(high, low);
        return code switch
        {
            >= 0x1D7CE and <= 0x1D7FF => Digit((code - 0x1D7CE) % 10),
            >= 0x1FBF0 and <= 0x1FBF9 => Digit(code - 0x1FBF0),
            >= 0x1F101 and <= 0x1F10A => Digit(code - 0x1F101),
            0x1F100 or 0x1F10B or 0x1F10C => Digit(0),
            0x1F51F => new('\0', GlyphKind.Tens, 10),
            // The letters of mathematics, in fourteen alphabets of 52.
            >= 0x1D400 and <= 0x1D6A3 => Letter((code - 0x1D400) % 26),
            >= 0x1F110 and <= 0x1F189 when (code - 0x1F110) % 32 < 26 => Letter((code - 0x1F110) % 32),
            >= 0x1F1E6 and <= 0x1F1FF => Letter(code - 0x1F1E6),
            >= 0x1F493 and <= 0x1F49F or 0x1F5A4 or 0x1F9E1 or 0x1F90D or 0x1F90E => new('❤', GlyphKind.Han, -1),
            >= 0xE0000 and <= 0xE0FFF or >= 0x1F3FB and <= 0x1F3FF => new('\0', GlyphKind.Hidden, -1),
            >= 0x20000 and <= 0x3FFFF => new('\u3400', GlyphKind.Han, -1),
            _ => new(low, GlyphKind.Mark, -1),
        };
    }

    private static Glyph Digit(int value) => new((char)('0' + value), GlyphKind.Digit, (sbyte)value);

    private static Glyph Letter(int ofAlphabet) => new((char)('a' + ofAlphabet), GlyphKind.Letter, -1);

    private static Glyph[] BuildTable()
    {
        var table = new Glyph[char.MaxValue + 1];
        for (var c = 0; c < table.Length; c++) table[c] = Classify((char)c);
        foreach (var c in Dots) table[c] = new('.', GlyphKind.Dot, -1);
        foreach (var c in Dividers) table[c] = new(Half(c), GlyphKind.Divider, -1);
        foreach (var c in Hearts) table[c] = new('❤', GlyphKind.Han, -1);
        foreach (var c in "*＊") table[c] = new('*', GlyphKind.Star, -1);
        foreach (var c in "@＠﹫") table[c] = new('@', GlyphKind.Mark, -1);
        // Blank letters of Hangul and the blank of Braille.
        foreach (var c in "\u115F\u1160\u3164\uFFA0\u2800") table[c] = new('\0', GlyphKind.Hidden, -1);
        for (var i = 0; i < HanDigits.Length; i += 2)
            table[HanDigits[i]] = new(HanDigits[i], GlyphKind.HanDigit, (sbyte)(HanDigits[i + 1] - '0'));
        for (var i = 0; i < LookAlikes.Length; i += 2) table[LookAlikes[i]] = new(LookAlikes[i + 1], GlyphKind.Letter, -1);
        return table;
    }

    private static Glyph Classify(char c)
    {
        if (c is >= 'Ⓐ' and <= 'ⓩ') return Letter((c - 'Ⓐ') % 26);
        if (c is >= '⒜' and <= '⒵') return Letter(c - '⒜');
        if (c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF') return new(c, GlyphKind.Han, -1);
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => Number(c, CharUnicodeInfo.GetNumericValue(c)),
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new(' ', GlyphKind.Space, -1),
            UnicodeCategory.Control => c is '\n' or '\r' ? new('\n', GlyphKind.Space, -1)
                : char.IsWhiteSpace(c) ? new(' ', GlyphKind.Space, -1) : new('\0', GlyphKind.Hidden, -1),
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => new('\0', GlyphKind.Hidden, -1),
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber =>
                new(char.ToLowerInvariant(Half(c)), GlyphKind.Letter, -1),
            _ => new(Half(c), GlyphKind.Mark, -1),
        };
    }

    private static Glyph Number(char c, double value) => value switch
    {
        >= 0 and <= 9 when value == Math.Floor(value) => Digit((int)value),
        > 9 and < 100 when value == Math.Floor(value) => new(c, GlyphKind.Tens, (sbyte)value),
        _ => new(c, GlyphKind.Mark, -1),
    };

    // Full-width forms stand exactly 0xFEE0 above ASCII.
    private static char Half(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
}

/// <summary>What a character stands for.</summary>
/// <param name="Char">The character that detectors compare: ASCII where it can be, lower case.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its value as a digit, of <see cref="GlyphKind.Tens"/> two digits; −1 when it is none.</param>
internal readonly record struct Glyph(char Char, GlyphKind Kind, sbyte Value);
