using System.Collections.Immutable;
using Consult.Privacy;

namespace Consult.Livestreams;

/// <summary>How texts are masked; the rules are <see cref="PrivacyMask"/>.</summary>
/// <param name="Mask">Masks one text; the second argument says whether staff wrote it.</param>
/// <param name="MaskSplit">Masks what shows only in two or three texts of one author together; null when there is nothing.</param>
internal sealed record Masking(
    Func<string, bool, MaskedText> Mask, Func<ImmutableArray<string>, ImmutableArray<string>?> MaskSplit)
{
    /// <summary>As in a closed group: the audience is large, but a reader still sees that there was a number.</summary>
    public static readonly Masking Default = new(
        (text, byStaff) => PrivacyMask.Mask(text, MaskLevel.Group, byStaff),
        texts => PrivacyMask.MaskSplit(texts, MaskLevel.Group));
}

/// <summary>A text as others may see it.</summary>
/// <param name="Text">The text; masked unless <paramref name="Hold"/> is <see cref="LineHold.MaskFailed"/>.</param>
/// <param name="Hold">Why a moderator has to look at it first; null when it can be shown.</param>
/// <param name="Remasked">Earlier lines that must be shown in other words, and these words.</param>
internal sealed record FilteredLine(
    string Text, LineHold? Hold, ImmutableArray<(RecentLine Line, string Text)> Remasked);

/// <summary>Decides what of a text others may see. Whatever goes wrong, nothing is shown that was not masked.</summary>
internal sealed class LineFilter(Masking masking)
{
    /// <summary>Over how many lines something private can be spread and still be found.</summary>
    private const int MaxPieces = 3;

    /// <summary>Filters a new line.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="byStaff">Whether by who hosts or moderates.</param>
    /// <param name="before">The author's shown lines of the last two minutes, oldest first.</param>
    public FilteredLine Filter(string text, bool byStaff, ImmutableArray<RecentLine> before)
    {
        try
        {
            var masked = masking.Mask(text, byStaff);
            var split = byStaff ? null : Split(text, before);
            return new(
                split is null ? masked.Text : split.Value.Text,
                masked.Commercial.IsEmpty ? split is null ? null : LineHold.Split : HoldFor(masked.Commercial[0]),
                split?.Remasked ?? []);
        }
        catch (Exception)
        {
            // Of what kind does not matter, and its message could hold the text.
            return new(text, LineHold.MaskFailed, []);
        }
    }

    /// <summary>Whether a text holds anything private or commercial, or may.</summary>
    public bool IsPrivate(string text)
    {
        try
        {
            var masked = masking.Mask(text, false);
            return !masked.Spans.IsEmpty || !masked.Commercial.IsEmpty;
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>Masks a text that a moderator lets pass; null when that cannot be done.</summary>
    public string? TryMask(string text)
    {
        try
        {
            return masking.Mask(text, false).Text;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private (string Text, ImmutableArray<(RecentLine, string)> Remasked)? Split(string text, ImmutableArray<RecentLine> before)
    {
        var pieces = before.Length < MaxPieces ? before : before[^(MaxPieces - 1)..];
        if (pieces.IsEmpty) return null;
        if (masking.MaskSplit([.. pieces.Select(line => line.Text.Value ?? ""), text]) is not { } masked) return null;
        var remasked = pieces.Zip(masked).Where(pair => pair.First.Text.Value is { } old && old != pair.Second);
        return (masked[^1], [.. remasked]);
    }

    private static LineHold HoldFor(CommercialReason reason) => reason switch
    {
        CommercialReason.OffPlatformContact => LineHold.OffPlatformContact,
        CommercialReason.Link => LineHold.Link,
        _ => LineHold.Selling,
    };
}
