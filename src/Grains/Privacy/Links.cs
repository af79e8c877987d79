namespace Consult.Privacy;

/// <summary>Addresses on the web: a scheme, www, or a name with a known ending that is no part of an e-mail address.</summary>
internal static class Links
{
    /// <summary>Whether there is one.</summary>
    public static bool IsIn(Shadow shadow, List<Found> found)
    {
        if (!shadow.HasLetters) return false;
        var mails = found.FindAll(one => one.Kind is PrivacyKind.Email);
        var mail = 0;
        for (var i = 0; i < shadow.Length; i++)
        {
            if (!WebNames.IsOfLabel(shadow, i)) continue;
            while (mail < mails.Count && mails[mail].To <= i) mail++;
            var end = WebNames.End(shadow, i, isMail: false);
            if (end >= 0 && (mail == mails.Count || mails[mail].From >= end)) return true;
            // A name begins at the beginning of a label.
            while (i + 1 < shadow.Length && WebNames.IsOfLabel(shadow, i + 1)) i++;
        }
        return false;
    }
}
