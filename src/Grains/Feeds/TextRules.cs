namespace Consult.Feeds;

/// <summary>
/// What texts must be, at the door and again in every decision: not blank, not too long, and free of characters that
/// JSON or a database cannot keep.
/// </summary>
public static class TextRules
{
    /// <summary>The longest text about a person, in UTF-16 code units.</summary>
    public const int MaxLength = 4000;

    /// <summary>The code for what is wrong with a text that must be there; null when it is well.</summary>
    public static string? Check(PrivateText text, int maxLength = MaxLength) => Check(text.Value, maxLength);

    /// <inheritdoc cref="Check(PrivateText, int)"/>
    public static string? Check(string? text, int maxLength) =>
        string.IsNullOrWhiteSpace(text) ? Codes.Invalid : CheckOptional(text, maxLength);

    /// <summary>The code for what is wrong with a text that may be absent or empty; null when it is well.</summary>
    public static string? CheckOptional(PrivateText text, int maxLength = MaxLength) => CheckOptional(text.Value, maxLength);

    /// <inheritdoc cref="CheckOptional(PrivateText, int)"/>
    public static string? CheckOptional(string? text, int maxLength)
    {
        if (text is null) return null;
        if (text.Length > maxLength) return Codes.TextTooLong;
        return IsStorable(text) ? null : Codes.TextInvalid;
    }

    /// <summary>Whether a text holds no U+0000 and no half of a surrogate pair, which not every database can keep.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
