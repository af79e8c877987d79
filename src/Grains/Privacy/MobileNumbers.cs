namespace Consult.Privacy;

/// <summary>
/// Mobile numbers of mainland China: 11 digits, 1 and then 3 to 9 (the numbering plan of the MIIT), with 86, +86, 0086 or a
/// trunk 0 before them. Digits in one block are enough; digits with something between them also need the look of a
/// telephone number, because a row of readings can have eleven digits, too.
/// </summary>
internal static class MobileNumbers
{
    private const int Length = 11;

    /// <summary>Below, letters rather than digits were written: "ill" and "loll" are words.</summary>
    private const int MinTrueDigits = 3;

    /// <summary>How near a word such as 电话 counts.</summary>
    private const int Reach = 12;

    /// <summary>How near a word such as 血糖 counts.</summary>
    private const int ClinicalReach = 10;

    /// <summary>A mobile number that the window is, or null.</summary>
    public static Found? Match(in Window window, Cues cues)
    {
        var prefix = PrefixOf(window.Digits);
        if (prefix < 0 || window.TrueDigits < MinTrueDigits || !Looks(window, prefix, cues)) return null;
        var digits = window.Digits[prefix..];
        var from = window.From;
        if (from > 0 && window.Shadow.Chars[from - 1] == '+') from--;
        return new(PrivacyKind.Mobile, from, window.To, Text(digits[..3]), Text(digits[^4..]));
    }

    private static int PrefixOf(ReadOnlySpan<byte> digits)
    {
        var prefix = digits.Length - Length;
        var fits = prefix switch
        {
            0 => true,
            1 => digits[0] == 0,
            2 => digits is [8, 6, ..],
            4 => digits is [0, 0, 8, 6, ..],
            _ => false,
        };
        return fits && digits[prefix] == 1 && digits[prefix + 1] >= 3 ? prefix : -1;
    }

    private static bool Looks(in Window window, int prefix, Cues cues)
    {
        if (window.IsSolid || HasUsualSizes(window, prefix)) return true;
        // 一 三 八 …: each by itself, whatever stands between; a piece of a longer row only after a telling word.
        var gaps = window.Gaps;
        if (window.IsSpelled && window.IsWhole) return true;
        if (cues.IsBefore(Cue.Phone | Cue.WeChat, window.From, Reach) || cues.IsBehind(Cue.Phone | Cue.WeChat, window.To, Reach)) return true;
        if (!window.IsWhole || gaps.HasFlag(Gaps.Divider) || cues.IsBefore(Cue.Clinical, window.From, ClinicalReach)) return false;
        // A dot may be a decimal point and a space may stand between readings; both in turn are readings.
        if (gaps.HasFlag(Gaps.Dot) && (gaps.HasFlag(Gaps.Space) || window.BlockCount < 4)) return gaps.HasFlag(Gaps.Other);
        return !gaps.HasFlag(Gaps.Mixed) || gaps.HasFlag(Gaps.Other);
    }

    // As people write telephone numbers: 138 0013 8000.
    private static bool HasUsualSizes(in Window window, int prefix)
    {
        if (prefix > 0)
        {
            return window.HasSizes(prefix, 11) || window.HasSizes(prefix, 3, 4, 4) || window.HasSizes(prefix, 3, 8)
                || window.HasSizes(prefix, 4, 3, 4) || window.HasSizes(prefix, 3, 3, 5) || window.HasSizes(prefix, 7, 4)
                || window.HasSizes(prefix + 3, 4, 4) || window.HasSizes(prefix + 3, 8);
        }
        return window.HasSizes(3, 4, 4) || window.HasSizes(3, 8) || window.HasSizes(7, 4) || window.HasSizes(3, 3, 5)
            || window.HasSizes(4, 3, 4) || window.HasSizes(4, 4, 3) || window.HasSizes(4, 7) || window.HasSizes(5, 6)
            || window.HasSizes(6, 5) || window.HasSizes(3, 5, 3) || window.HasSizes(3, 4, 2, 2) || window.HasSizes(3, 2, 2, 4)
            || window.HasSizes(3, 2, 2, 2, 2);
    }

    private static string Text(ReadOnlySpan<byte> digits)
    {
        Span<char> text = stackalloc char[digits.Length];
        for (var i = 0; i < text.Length; i++) text[i] = (char)('0' + digits[i]);
        return new(text);
    }
}
