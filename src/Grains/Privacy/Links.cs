namespace Consult.Privacy;

/// <summary>Addresses on the web: a scheme, www, or a name with a known ending that is no part of an e-mail address.</summary>
internal static class Links
{
    /// <summary>Whether there is one.</summary>
    public static bool IsIn(Shadow shadow, List<Found> found)
    {
        if (!shadow.HasLetters) return false;
        for (var i = 0; i < shadow.Length; i++)
        {
            var isLabelStart = WebNames.IsOfLabel(shadow, i) && (i == 0 || !WebNames.IsOfLabel(shadow, i - 1));
            if (!isLabelStart) continue;
            var end = WebNames.End(shadow, i, isMail: false);
            if (end >= 0 && !found.Exists(one => one.Kind is PrivacyKind.Email && one.From < end && one.To > i)) return true;
            // What was no name from here is none from its labels behind.
            while (i + 1 < shadow.Length && WebNames.IsOfLabel(shadow, i + 1)) i++;
        }
        return false;
    }
}
