using System.Collections.Immutable;

namespace Consult.Privacy;

/// <summary>
/// Takes private information out of a text that others will see. Total: any string has an answer, and none throws. The time
/// is linear in the length of the text.
/// </summary>
public static class PrivacyMask
{
    /// <summary>Masks one text.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="level">For whom.</param>
    /// <param name="byStaff">Whether a doctor or an assistant wrote it: telephone lines of a practice then stay.</param>
    public static MaskedText Mask(string text, MaskLevel level, bool byStaff = false)
    {
        var spans = Detection.Find(text, level, byStaff);
        return new(Rendering.Render(text, spans), Rendering.Spans(spans), []);
    }

    /// <summary>
    /// Masks numbers that are split over consecutive messages of one author.
    /// </summary>
    /// <param name="texts">Two or three texts, oldest first; the last is the new one.</param>
    /// <param name="level">For whom.</param>
    /// <returns>
    /// Null when nothing private shows only in the texts together; otherwise each text, masked, with its part of that.
    /// </returns>
    public static ImmutableArray<string>? MaskSplit(ImmutableArray<string> texts, MaskLevel level) => SplitMessages.Mask(texts, level);
}
