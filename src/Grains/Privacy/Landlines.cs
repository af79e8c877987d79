namespace Consult.Privacy;

/// <summary>
/// Landlines: an area code (010, 02x, 03xx to 09xx) and seven or eight digits, the services 400 and 800, and seven or eight
/// digits behind a word such as 座机. Emergency and service numbers (120, 110, 119, 12320, 12356) are shorter than any of
/// these. Lines that staff give are public and stay.
/// </summary>
internal static class Landlines
{
    private const int Reach = 8;

    /// <summary>A landline that the window is, or null.</summary>
    public static Found? Match(in Window window, Cues cues)
    {
        var digits = window.Digits;
        if (digits.Length is < 7 or > 12 || window.TrueDigits < digits.Length - 2) return null;
        if (!IsWithAreaCode(window) && !IsService(window) && !IsLocal(window, cues)) return null;
        if (cues.IsBefore(Cue.Order | Cue.Record, window.From, Reach)) return null;
        return new(PrivacyKind.Landline, window.From, window.To);
    }

    private static bool IsWithAreaCode(in Window window)
    {
        var digits = window.Digits;
        if (digits[0] != 0 || digits[1] == 0) return false;
        // 010 and 02x have three digits and eight behind them, all others four and seven or eight.
        var area = digits[1] is 1 or 2 ? 3 : 4;
        if (digits[1] == 1 && digits[2] != 0) return false;
        var rest = digits.Length - area;
        if (rest is not (7 or 8) || (area == 3 && rest != 8) || digits[area] is < 2 or > 8) return false;
        return window.IsSolid || window.IsSpelled || window.HasSizes(area, rest) || window.HasSizes(area, rest - 4, 4)
            || window.HasSizes(area + rest - 4, 4) || window.HasSizes(area, 2, 2, 2, 2) || window.HasSizes(area, 4, rest - 4);
    }

    private static bool IsService(in Window window) =>
        window.Digits is [4, 0, 0, 0 or 1 or >= 6, _, _, _, _, _, _] or [8, 0, 0, >= 1, _, _, _, _, _, _]
        && (window.IsSolid || window.IsSpelled || window.HasSizes(3, 3, 4) || window.HasSizes(4, 3, 3) || window.HasSizes(3, 4, 3)
            || window.HasSizes(3, 7) || window.HasSizes(6, 4));

    private static bool IsLocal(in Window window, Cues cues) =>
        window.Digits.Length is 7 or 8 && window.Digits[0] is >= 2 and <= 8
        && (window.IsSolid || window.IsSpelled || window.HasSizes(4, 4) || window.HasSizes(3, 4))
        && cues.IsBefore(Cue.Phone, window.From, Reach);
}
