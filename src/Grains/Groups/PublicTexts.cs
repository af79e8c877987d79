using Consult.Feeds;
using Consult.Privacy;

namespace Consult.Groups;

/// <summary>Texts as everybody may see them: masked once more, from what was written, and harder.</summary>
internal static class PublicTexts
{
    /// <summary>The masked text; refused when there is none, or it cannot be masked, or it advertises.</summary>
    public static Reading<PublicText> Of(PrivateText written, bool byStaff, GroupMask mask)
    {
        if (written.Value is not { } text) return new() { Code = Codes.FeatureUnready };
        try
        {
            var masked = mask.One(text, MaskLevel.Public, byStaff);
            return masked.Commercial.IsEmpty ? new() { Value = new(masked.Text) } : new() { Code = Codes.TextCommercial };
        }
        catch (Exception)
        {
            return new() { Code = Codes.MaskingFailed };
        }
    }
}
