namespace Consult.Privacy;

/// <summary>
/// WeChat and QQ accounts, which are ordinary words and numbers but for the word beside them: 微信 and its disguises
/// (薇, 威❤, V信, VX, 绿泡泡), QQ and its (扣扣, 企鹅). The account may also come first: "zs_1988 是我微信".
/// </summary>
internal static class Accounts
{
    // Tencent: a WeChat account has 6 to 20 characters; QQ numbers so far at most 11 digits.
    private const int MinWeChat = 6;
    private const int MaxWeChat = 20;
    private const int MinQq = 5;
    private const int MaxQq = 12;

    private const string FillerBefore = "是就为我的这个本人都即,，:：";

    /// <summary>Adds what it finds.</summary>
    public static void Find(Shadow shadow, Cues cues, List<Found> found)
    {
        foreach (var cue in cues.All)
        {
            if ((cue.Cue & (Cue.WeChat | Cue.Qq)) == 0) continue;
            var kind = cue.Cue.HasFlag(Cue.Qq) ? PrivacyKind.Qq : PrivacyKind.WeChat;
            if (Behind(shadow, cue, kind) is { } behind) found.Add(behind);
            else if (Before(shadow, cue, kind) is { } before) found.Add(before);
        }
    }

    /// <summary>Adds accounts whose announcement is written together with them: wxzs1988, vx_zs1988, wxid_….</summary>
    public static void FindMarked(Shadow shadow, List<Found> found)
    {
        var chars = shadow.Chars;
        for (var i = 0; i + 1 < chars.Length; i++)
        {
            if (chars[i] is not ('w' or 'v') || chars[i + 1] != 'x' || (i > 0 && shadow.Kinds[i - 1] is GlyphKind.Letter or GlyphKind.Digit)) continue;
            var (to, digits) = (i, 0);
            for (; to < chars.Length && (Reading.IsAlphanumeric(shadow, to) || chars[to] is '_' or '-'); to++)
                if (shadow.Values[to] >= 0) digits++;
            if (digits >= 2 && to - i >= MinWeChat) found.Add(new(PrivacyKind.WeChat, i, to));
            i = to;
        }
    }

    private static Found? Behind(Shadow shadow, CueAt cue, PrivacyKind kind)
    {
        var from = Reading.SkipFiller(shadow, cue.To);
        if (from < 0) return null;
        if (kind is PrivacyKind.WeChat && Reading.Read(shadow, from, letters: true, MaxWeChat + 1) is var id && IsWeChat(id)) return new(kind, id.From, id.To);
        var number = Reading.Read(shadow, from, letters: false, MaxQq);
        return number.Digits is >= MinQq and <= MaxQq && HasEnd(shadow, number.To) ? new(kind, number.From, number.To) : null;
    }

    private static bool IsWeChat(Token id) =>
        id.Letters > 0 && id.Length <= MaxWeChat && id.Length >= (id.Digits > 0 ? MinWeChat - 1 : MinWeChat);

    private static Found? Before(Shadow shadow, CueAt cue, PrivacyKind kind)
    {
        var chars = shadow.Chars;
        var kinds = shadow.Kinds;
        var i = cue.From;
        while (i > 0 && cue.From - i < 8 && (kinds[i - 1] is GlyphKind.Space or GlyphKind.Mark || FillerBefore.Contains(chars[i - 1]))) i--;
        var (to, digits, letters) = (i, 0, 0);
        while (i > 0 && to - i <= MaxWeChat && (Reading.IsAlphanumeric(shadow, i - 1) || chars[i - 1] is '_' or '-'))
        {
            if (shadow.Values[--i] >= 0) digits++;
            else letters++;
        }
        var fits = kind is PrivacyKind.Qq || letters == 0
            ? letters == 0 && digits is >= MinQq and <= MaxQq
            : digits > 0 && letters + digits is >= MinWeChat and <= MaxWeChat && kinds[i] is GlyphKind.Letter;
        return fits ? new(kind, i, to) : null;
    }

    private static bool HasEnd(Shadow shadow, int symbol) => symbol >= shadow.Length || shadow.Kinds[symbol] is not GlyphKind.Digit;
}
