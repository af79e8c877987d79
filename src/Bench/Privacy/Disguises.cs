using System.Text;

namespace Consult.Bench.Privacy;

/// <summary>How people write a number or a word so that a filter does not see it.</summary>
internal static class Disguises
{
    private const string Zero = "零〇洞○0０⓪₀⁰⓿";

    private static readonly string[] Emojis = ["🌸", "⭐", "❤️", "👉", "🍀"];

    /// <summary>Disguises of digits.</summary>
    public static readonly (string Name, Func<string, Random, string> Write)[] OfDigits =
    [
        ("fullWidth", (text, _) => Map(text, digit => ((char)('０' + digit)).ToString())),
        ("circled", (text, _) => Map(text, digit => digit == 0 ? "⓪" : ((char)('①' + digit - 1)).ToString())),
        ("filledCircles", (text, _) => Map(text, digit => digit == 0 ? "⓿" : ((char)('❶' + digit - 1)).ToString())),
        ("brackets", (text, _) => Map(text, digit => digit == 0 ? "0" : ((char)('⑴' + digit - 1)).ToString())),
        ("superscript", (text, _) => Map(text, digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit].ToString())),
        ("subscript", (text, _) => Map(text, digit => ((char)('₀' + digit)).ToString())),
        ("mathematical", (text, _) => Map(text, digit => char.ConvertFromUtf32(0x1D7CE + digit))),
        ("keycaps", (text, _) => Map(text, digit => $"{digit}\uFE0F\u20E3")),
        ("numerals", (text, _) => Map(text, digit => "零一二三四五六七八九"[digit].ToString())),
        ("chequeNumerals", (text, _) => Map(text, digit => "零壹贰叁肆伍陆柒捌玖"[digit].ToString())),
        ("radioNumerals", (text, _) => Map(text, digit => "洞幺两三四五六拐八勾"[digit].ToString())),
        ("mixed", (text, random) => Map(text, digit => Mixed(digit, random))),
        ("letters", (text, random) => Map(text, digit => digit switch { 0 => random.Next(2) == 0 ? "O" : "o", 1 => random.Next(2) == 0 ? "l" : "I", _ => digit.ToString() })),
        ("spaces", (text, _) => string.Join(' ', text.ToCharArray())),
        ("dots", (text, _) => string.Join('.', text.ToCharArray())),
        ("dashes", (text, _) => string.Join('-', text.ToCharArray())),
        ("zeroWidth", (text, random) => Between(text, random, ["\u200B", "\u200D", "\uFEFF", "\u2060"], 0.6)),
        ("emojisBetween", (text, random) => Emojis[random.Next(Emojis.Length)] is var emoji ? string.Join(emoji, text.ToCharArray()) : text),
        ("groups", (text, random) => Groups(text, random.Next(2) == 0 ? " " : "-")),
        ("spacesAndFullWidth", (text, _) => string.Join('　', Map(text, digit => ((char)('０' + digit)).ToString()).ToCharArray())),
        ("numeralsAndDots", (text, _) => string.Join('·', Map(text, digit => "零一二三四五六七八九"[digit].ToString()).ToCharArray())),
    ];

    /// <summary>Disguises of letters and digits, such as accounts and record numbers.</summary>
    public static readonly (string Name, Func<string, Random, string> Write)[] OfAccounts =
    [
        ("fullWidth", (text, _) => string.Concat(text.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c))),
        ("zeroWidth", (text, random) => Between(text, random, ["\u200B", "\u200C", "\u2060"], 0.5)),
        ("spaces", (text, _) => string.Join(' ', text.ToCharArray())),
        ("circledDigits", (text, _) => Map(text, digit => digit == 0 ? "⓪" : ((char)('①' + digit - 1)).ToString())),
        ("numerals", (text, _) => Map(text, digit => "零一二三四五六七八九"[digit].ToString())),
        ("mathematical", (text, _) => string.Concat(text.Select(c => c is >= 'a' and <= 'z' ? char.ConvertFromUtf32(0x1D41A + c - 'a') : c.ToString()))),
        ("upperCase", (text, _) => text.ToUpperInvariant()),
    ];

    /// <summary>Disguises of e-mail addresses.</summary>
    public static readonly (string Name, Func<string, Random, string> Write)[] OfEmails =
    [
        ("fullWidth", (text, _) => string.Concat(text.Select(c => (char)(c + 0xFEE0)))),
        ("zeroWidth", (text, random) => Between(text, random, ["\u200B", "\u2060"], 0.5)),
        ("atInWords", (text, _) => text.Replace("@", "艾特")),
        ("atInBrackets", (text, _) => text.Replace("@", "(at)")),
        ("dotInWords", (text, _) => text.Replace(".com", "点com").Replace(".cn", "点cn").Replace(".net", "点net")),
        ("spaced", (text, _) => text.Replace("@", " @ ").Replace(".", " . ")),
        ("fullStops", (text, _) => text.Replace(".", "。")),
        ("circledLetters", (text, _) => string.Concat(text.Select(c => c is >= 'a' and <= 'z' ? ((char)('ⓐ' + c - 'a')).ToString() : c.ToString()))),
    ];

    /// <summary>Disguises of words in Chinese characters.</summary>
    public static readonly (string Name, Func<string, Random, string> Write)[] OfWords =
    [
        ("zeroWidth", (text, random) => Between(text, random, ["\u200B", "\u2060", "\uFEFF"], 0.8)),
        ("spaces", (text, _) => string.Join(' ', text.ToCharArray())),
        ("dots", (text, _) => string.Join('·', text.ToCharArray())),
    ];

    /// <summary>Disguises of addresses.</summary>
    public static readonly (string Name, Func<string, Random, string> Write)[] OfAddresses =
    [
        ("fullWidth", (text, _) => Map(text, digit => ((char)('０' + digit)).ToString())),
        ("numerals", (text, _) => Map(text, digit => "零一二三四五六七八九"[digit].ToString())),
        ("zeroWidth", (text, random) => Between(text, random, ["\u200B", "\u2060"], 0.4)),
        ("circled", (text, _) => Map(text, digit => digit == 0 ? "⓪" : ((char)('①' + digit - 1)).ToString())),
    ];

    private static string Mixed(int digit, Random random) => random.Next(7) switch
    {
        0 => digit.ToString(System.Globalization.CultureInfo.InvariantCulture),
        1 => ((char)('０' + digit)).ToString(),
        2 => "零一二三四五六七八九"[digit].ToString(),
        3 => "零壹贰叁肆伍陆柒捌玖"[digit].ToString(),
        4 => digit == 0 ? Zero[random.Next(Zero.Length)].ToString() : ((char)('➊' + digit - 1)).ToString(),
        5 => digit == 0 ? "⓿" : ((char)('⒈' + digit - 1)).ToString(),
        _ => digit == 0 ? "〇" : ((char)('㈠' + digit - 1)).ToString(),
    };

    private static string Map(string text, Func<int, string> write) =>
        string.Concat(text.Select(c => char.IsAsciiDigit(c) ? write(c - '0') : c.ToString()));

    private static string Between(string text, Random random, string[] what, double often)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && random.NextDouble() < often) result.Append(what[random.Next(what.Length)]);
            result.Append(text[i]);
        }
        return result.ToString();
    }

    // As telephone numbers and cards are written: from the end in fours.
    private static string Groups(string text, string separator)
    {
        var result = new StringBuilder(text);
        for (var i = text.Length - 4; i > 0; i -= 4) result.Insert(i, separator);
        return result.ToString();
    }
}
