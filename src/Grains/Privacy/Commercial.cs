using System.Collections.Immutable;

namespace Consult.Privacy;

/// <summary>
/// Why a text is held (no advertising in groups; no gifts, prices, products and contacts elsewhere in livestreams): words
/// that sell, words and accounts that lead off the platform, links.
/// </summary>
internal static class Commercial
{
    /// <summary>The reasons, each once.</summary>
    public static ImmutableArray<CommercialReason> Reasons(Shadow shadow, Cues cues, List<Found> found)
    {
        var reasons = ImmutableArray.CreateBuilder<CommercialReason>();
        if (Any(cues, Cue.Selling)) reasons.Add(CommercialReason.Selling);
        if (Any(cues, Cue.Contact) || found.Exists(one => one.Kind is PrivacyKind.WeChat or PrivacyKind.Qq)) reasons.Add(CommercialReason.OffPlatformContact);
        if (Any(cues, Cue.Link) || Links.IsIn(shadow, found)) reasons.Add(CommercialReason.Link);
        return reasons.ToImmutable();
    }

    private static bool Any(Cues cues, Cue cue)
    {
        foreach (var at in cues.All)
            if (at.Cue.HasFlag(cue)) return true;
        return false;
    }
}
