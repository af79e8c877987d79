using System.Buffers;

namespace Consult.Privacy;

/// <summary>
/// Passports and permits, numbers of records and visits, number plates. The first two are any letters and digits, so only a
/// word before them tells; a plate tells itself (GA 36: a province's character, a letter, five or six more).
/// </summary>
internal static class Documents
{
    private const int MinPassport = 8;
    private const int MaxPassport = 11;
    private const int MinRecord = 4;
    private const int MaxRecord = 24;
    private const int MinPlate = 5;
    private const int MaxPlate = 6;

    private static readonly SearchValues<char> Provinces = SearchValues.Create("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");

    // Behind a number they make a date, a price, an age, a bed or a floor of it.
    private const string Units = "年月日元块岁天次床楼点分个例";

    /// <summary>Adds what telling words announce.</summary>
    public static void Find(Shadow shadow, Cues cues, List<Found> found)
    {
        foreach (var cue in cues.All)
        {
            if ((cue.Cue & (Cue.Passport | Cue.Record)) == 0) continue;
            var from = Reading.SkipFiller(shadow, cue.To);
            if (from < 0) continue;
            if (cue.Cue.HasFlag(Cue.Passport))
            {
                var passport = Reading.Read(shadow, from, letters: true, MaxPassport + 1);
                if (passport.Length is >= MinPassport and <= MaxPassport && passport.Digits >= 6)
                    found.Add(new(PrivacyKind.Passport, passport.From, passport.To));
            }
            else if (Reading.Read(shadow, from, letters: true, MaxRecord) is { Length: >= MinRecord, Digits: >= 3 } record
                && !IsUnit(shadow, record))
            {
                found.Add(new(PrivacyKind.RecordNumber, record.From, record.To));
            }
        }
    }

    /// <summary>Adds number plates.</summary>
    public static void FindPlates(Shadow shadow, List<Found> found)
    {
        var chars = shadow.Chars;
        for (var i = 0; i < chars.Length; i++)
        {
            var next = chars[i..].IndexOfAny(Provinces);
            if (next < 0) return;
            i += next;
            if (PlateEnd(shadow, i) is var end && end > 0) found.Add(new(PrivacyKind.Plate, i, end));
        }
    }

    private static int PlateEnd(Shadow shadow, int province)
    {
        var i = SkipOne(shadow, province + 1);
        if (i >= shadow.Length || shadow.Kinds[i] is not GlyphKind.Letter || !char.IsAsciiLetter(shadow.Chars[i])) return -1;
        i = SkipOne(shadow, i + 1);
        var (count, digits, end) = (0, 0, -1);
        // Electric cars have one more, and first D or F (GA 36-2018).
        var isElectric = i < shadow.Length && shadow.Chars[i] is 'd' or 'f';
        while (i < shadow.Length && Reading.IsAlphanumeric(shadow, i))
        {
            count++;
            if (shadow.Values[i] >= 0) digits++;
            end = ++i;
            var next = SkipOne(shadow, i);
            if (next == i || count >= MaxPlate) continue;
            // A gap inside goes on only while something is missing.
            if (count < (isElectric ? MaxPlate : MinPlate)) i = next;
        }
        if (count == MinPlate - 1 && i < shadow.Length && shadow.Chars[i] is '警' or '学' or '挂' or '港' or '澳') (count, end) = (count + 1, i + 1);
        return count is MinPlate or MaxPlate && digits >= 3 ? end : -1;
    }

    private static int SkipOne(Shadow shadow, int i) =>
        i < shadow.Length && shadow.Kinds[i] is GlyphKind.Space or GlyphKind.Dot or GlyphKind.Mark ? i + 1 : i;

    private static bool IsUnit(Shadow shadow, Token record) =>
        record is { Letters: 0, Digits: <= 4 } && record.To < shadow.Length && Units.Contains(shadow.Chars[record.To]);
}
