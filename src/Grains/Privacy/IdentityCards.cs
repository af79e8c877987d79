namespace Consult.Privacy;

/// <summary>
/// Resident identity cards (GB 11643): six digits of the region, the date of birth, a number, and of 18 digits a check
/// digit, which may be X. Region and date together are rare enough; the check digit only outweighs doubt, because a wrong
/// one is a slip of the pen and still tells who it is.
/// </summary>
internal static class IdentityCards
{
    private const int Reach = 12;

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> DaysOfMonth => [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>An identity card that the window is, with an X behind it if there is one, or null.</summary>
    public static Found? Match(in Window window, Cues cues)
    {
        var digits = window.Digits;
        if (digits.Length is not (15 or 17 or 18) || !IsRegion(digits) || window.TrueDigits < digits.Length / 2) return null;
        var to = window.To;
        if (digits.Length == 17 && (to = BehindX(window)) < 0) return null;
        var date = digits.Length == 15
            ? IsDate(1900 + Two(digits[6..]), digits[8..])
            : Two(digits[6..]) is 19 or 20 && IsDate(100 * Two(digits[6..]) + Two(digits[8..]), digits[10..]);
        if (!date || !IsCredible(window, cues)) return null;
        return new(PrivacyKind.IdCard, window.From, to);
    }

    private static bool IsCredible(in Window window, Cues cues)
    {
        if (window.Digits.Length > 15 && IsChecked(window.Digits)) return true;
        if (cues.IsBefore(Cue.IdCard, window.From, Reach)) return true;
        if (cues.IsBefore(Cue.Order, window.From, Reach)) return false;
        return window.IsSolid || !window.Gaps.HasFlag(Gaps.Divider);
    }

    private static int BehindX(in Window window)
    {
        var chars = window.Shadow.Chars;
        var kinds = window.Shadow.Kinds;
        var at = window.To;
        while (at < chars.Length && at < window.To + 2 && kinds[at] is GlyphKind.Space or GlyphKind.Dot or GlyphKind.Mark) at++;
        if (at >= chars.Length || chars[at] is not ('x' or '叉')) return -1;
        var isWord = chars[at] == 'x' && at + 1 < chars.Length && kinds[at + 1] is GlyphKind.Letter;
        return isWord ? -1 : at + 1;
    }

    // GB/T 2260: provinces by their first two digits; only Taiwan, Hong Kong and Macau have no cities.
    private static bool IsRegion(ReadOnlySpan<byte> digits)
    {
        var province = Two(digits);
        var known = province is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
            or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82 or 83;
        return known && (province >= 71 || Two(digits[2..]) is > 0 and <= 90);
    }

    private static bool IsDate(int year, ReadOnlySpan<byte> monthAndDay)
    {
        var (month, day) = (Two(monthAndDay), Two(monthAndDay[2..]));
        if (month is < 1 or > 12 || day < 1 || day > DaysOfMonth[month - 1]) return false;
        return month != 2 || day != 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    }

    // ISO 7064, MOD 11-2; ten is written X.
    private static bool IsChecked(ReadOnlySpan<byte> digits)
    {
        var sum = digits.Length == 18 ? digits[17] : 10;
        for (var i = 0; i < 17; i++) sum += digits[i] * Weights[i];
        return sum % 11 == 1;
    }

    private static int Two(ReadOnlySpan<byte> digits) => 10 * digits[0] + digits[1];
}
