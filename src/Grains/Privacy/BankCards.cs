namespace Consult.Privacy;

/// <summary>
/// Bank cards: 16 to 19 digits that begin as cards do (ISO/IEC 7812: 3 to 6; 9 of some Chinese banks) and satisfy Luhn's
/// formula, or 12 to 19 digits behind a word such as 卡号, since accounts have no check digit. Without such a word an order
/// number stays: it mostly begins with the year.
/// </summary>
internal static class BankCards
{
    private const int Reach = 12;
    private const int MinAccount = 12;
    private const int MinCard = 16;
    private const int MaxCard = 19;

    /// <summary>A card or account that the window is, or null.</summary>
    public static Found? Match(in Window window, Cues cues)
    {
        var digits = window.Digits;
        if (digits.Length is < MinAccount or > MaxCard || window.TrueDigits < digits.Length / 2) return null;
        var isNamed = cues.IsBefore(Cue.Bank, window.From, Reach);
        if (!isNamed && !IsCard(window, cues)) return null;
        return new(PrivacyKind.BankCard, window.From, window.To);
    }

    private static bool IsCard(in Window window, Cues cues)
    {
        var digits = window.Digits;
        if (digits.Length < MinCard || digits[0] is < 3 or 7 or 8 || !Luhn(digits)) return false;
        if (cues.IsBefore(Cue.Order, window.From, Reach)) return false;
        return window.IsSolid || window.IsSpelled || HasGroupsOfFour(window)
            || (window.IsWhole && !window.Gaps.HasFlag(Gaps.Divider) && (window.Gaps & (Gaps.Dot | Gaps.Space)) != (Gaps.Dot | Gaps.Space));
    }

    private static bool HasGroupsOfFour(in Window window)
    {
        for (var i = 0; i < window.BlockCount - 1; i++)
            if (window.SizeOf(i) != 4) return false;
        return true;
    }

    private static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }
}
