using Consult.Feeds;
using Consult.Privacy;

namespace Consult.Groups;

/// <summary>What doctors and assistants write: masked as well, as they may repeat what a patient wrote.</summary>
internal static class StaffText
{
    /// <summary>The masked text, or the code for why it is not taken. Nothing is published that could not be masked.</summary>
    public static (string? Text, string? Code) Screen(PrivateText text, int maxLength, GroupMask mask)
    {
        if (TextRules.Check(text, maxLength) is { } bad) return (null, bad);
        try
        {
            var masked = mask.One(text.Value!, MaskLevel.Group, true);
            return masked.Commercial.IsEmpty ? (masked.Text, null) : (null, Codes.TextCommercial);
        }
        catch (Exception)
        {
            return (null, Codes.MaskingFailed);
        }
    }
}
