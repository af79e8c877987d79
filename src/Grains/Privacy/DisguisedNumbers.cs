namespace Consult.Privacy;

/// <summary>
/// Numbers in three scripts or more: <c>9⓿二肆⁹₈③⑸⒋➃㈤㊄</c>. Nobody writes like this but to pass a filter, whatever the number
/// is; it counts as a telephone number.
/// </summary>
internal static class DisguisedNumbers
{
    private const int MinDigits = 7;
    private const int MinScripts = 3;

    /// <summary>A disguised number that the window is, or null.</summary>
    public static Found? Match(in Window window) =>
        window.IsSolid && window.Digits.Length >= MinDigits && window.HasFancyDigits && HasManyScripts(window)
            ? new(PrivacyKind.Mobile, window.From, window.To)
            : null;

    private static bool HasManyScripts(in Window window)
    {
        Span<int> seen = stackalloc int[MinScripts];
        var count = 0;
        for (var i = 0; i < window.Digits.Length && count < MinScripts; i++)
        {
            var script = ScriptOf(window.Shadow, window.SymbolOf(i));
            if (!seen[..count].Contains(script)) seen[count++] = script;
        }
        return count == MinScripts;
    }

    // Chinese numerals are one script; the rows of other digits stand within 32 characters of each other.
    private static int ScriptOf(Shadow shadow, int symbol)
    {
        if (shadow.Kinds[symbol] is GlyphKind.HanDigit) return 0;
        var original = shadow.Original.AsSpan(shadow.StartOf(symbol));
        return 1 + ((char.IsHighSurrogate(original[0]) && original.Length > 1 ? original[1] : original[0]) >> 5);
    }
}
