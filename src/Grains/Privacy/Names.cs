using System.Buffers;

namespace Consult.Privacy;

/// <summary>
/// Names behind 我叫, 姓名, 联系人 (which announce one) and behind 我是, 患者, 病人 (which mostly do not: 我是高血压). Behind the
/// latter the whole word must look like a name: a surname, characters that given names are made of, and an end behind it.
/// </summary>
internal static class Names
{
    private const int MaxGiven = 3;
    private const int MaxFiller = 5;

    private static readonly SearchValues<char> SurnameCharacters = SearchValues.Create(NameLists.Surnames);
    private static readonly SearchValues<char> GivenCharacters = SearchValues.Create(NameLists.Given);

    /// <summary>Adds what it finds.</summary>
    public static void Find(Shadow shadow, Cues cues, List<Found> found)
    {
        foreach (var cue in cues.All)
        {
            if ((cue.Cue & (Cue.Name | Cue.WeakName)) == 0) continue;
            var (from, isAnnounced) = Start(shadow, cue);
            if (from >= 0 && Read(shadow, from, isAnnounced) is { } name) found.Add(name);
        }
    }

    // 患者：张三 announces as well as 患者姓名 does.
    private static (int From, bool IsAnnounced) Start(Shadow shadow, CueAt cue)
    {
        var isAnnounced = cue.Cue.HasFlag(Cue.Name);
        for (var i = cue.To; i < shadow.Length && i - cue.To <= MaxFiller; i++)
        {
            var c = shadow.Chars[i];
            if (IsHan(shadow, i) && !(isAnnounced && c is '是' or '为' or '叫')) return (i, isAnnounced);
            if (c is ':') isAnnounced = true;
            else if (shadow.Kinds[i] is GlyphKind.Letter or GlyphKind.Digit or GlyphKind.Star or GlyphKind.Dot || c is ',' or '、' or '/') return (-1, false);
        }
        return (-1, false);
    }

    private static Found? Read(Shadow shadow, int from, bool isAnnounced)
    {
        Span<char> name = stackalloc char[2 + MaxGiven];
        Span<int> at = stackalloc int[2 + MaxGiven];
        var isSpread = from + 1 < shadow.Length && IsSeparator(shadow.Kinds[from + 1]);
        var length = Collect(shadow, from, isSpread, name, at);
        var surname = SurnameLength(name[..length]);
        if (surname == 0 || length == surname || IsMasked(shadow, from + length, name[..length])) return null;
        var given = Math.Min(MaxGiven, length - surname);
        if (Starts(name.Slice(surname, given), NameLists.Titles)) return null;
        var head = name[..surname].ToString();
        foreach (var count in (ReadOnlySpan<int>)[2, 1, 3])
        {
            if (count > given || !IsEnd(shadow, at[surname + count - 1] + 1, isSpread)) continue;
            if (!IsCredible(name[..(surname + count)], surname, isAnnounced)) return null;
            return ToFound(count);
        }
        // 我叫 and no end in sight: two characters are the most frequent.
        return isAnnounced && IsCredible(name[..(surname + Math.Min(2, given))], surname, isAnnounced) ? ToFound(Math.Min(2, given)) : null;

        Found ToFound(int count) =>
            new(PrivacyKind.Name, from, At(shadow, from, surname + count, isSpread), head);
    }

    // 欧阳**, which was masked before, is not somebody called 欧.
    private static bool IsMasked(Shadow shadow, int end, ReadOnlySpan<char> name) =>
        end < shadow.Length && shadow.Kinds[end] is GlyphKind.Star && NameLists.DoubleSurnames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    // The symbol behind so many characters.
    private static int At(Shadow shadow, int from, int count, bool isSpread)
    {
        var i = from;
        for (; i < shadow.Length; i++)
        {
            if (isSpread && IsSeparator(shadow.Kinds[i])) continue;
            if (--count == 0) break;
        }
        return i + 1;
    }

    private static int Collect(Shadow shadow, int from, bool isSpread, Span<char> name, Span<int> at)
    {
        var (length, gap) = (0, 0);
        for (var i = from; i < shadow.Length && length < name.Length; i++)
        {
            if (isSpread && length > 0 && gap < 2 && IsSeparator(shadow.Kinds[i]))
            {
                gap++;
                continue;
            }
            if (!IsHan(shadow, i)) break;
            (name[length], at[length++], gap) = (shadow.Chars[i], i, 0);
        }
        return length;
    }

    private static int SurnameLength(ReadOnlySpan<char> name)
    {
        if (name.Length > 2 && NameLists.DoubleSurnames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..2])) return 2;
        return name.Length > 0 && SurnameCharacters.Contains(name[0]) ? 1 : 0;
    }

    private static bool IsCredible(ReadOnlySpan<char> name, int surname, bool isAnnounced)
    {
        if (surname == 1 && NameLists.Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..2])) return false;
        return isAnnounced || !name[surname..].ContainsAnyExcept(GivenCharacters);
    }

    private static bool IsEnd(Shadow shadow, int symbol, bool isSpread)
    {
        if (symbol >= shadow.Length) return true;
        if (isSpread && IsSeparator(shadow.Kinds[symbol]) && symbol + 1 < shadow.Length && IsHan(shadow, symbol + 1)) symbol++;
        else if (!IsHan(shadow, symbol)) return true;
        return Starts(shadow.Chars[symbol..], NameLists.Followers);
    }

    private static bool Starts(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool IsHan(Shadow shadow, int symbol) =>
        shadow.Kinds[symbol] is GlyphKind.Han or GlyphKind.HanDigit;

    private static bool IsSeparator(GlyphKind kind) => kind is GlyphKind.Space or GlyphKind.Mark or GlyphKind.Dot;
}
