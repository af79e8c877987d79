using System.Buffers;

namespace Consult.Privacy;

/// <summary>The numbered parts of an address in a row: 12号3栋2单元501室, 3-2-501.</summary>
/// <param name="To">The symbol behind it; where it would begin when there is none.</param>
/// <param name="HasHouse">Whether it begins with a house, a lane, a building or the like.</param>
/// <param name="IsBuilding">Whether a building, a unit or a room follows another part: enough without a name before it.</param>
/// <param name="IsPlainRow">Whether it is a row of numbers with hyphens, as flats are written.</param>
internal readonly record struct NumberChain(int To, bool HasHouse, bool IsBuilding, bool IsPlainRow)
{
    private const int MaxDigits = 5;
    private const int MaxParts = 6;

    /// <summary>Reads it.</summary>
    public static NumberChain Read(Shadow shadow, int from, SearchValues<char> ends)
    {
        var (parts, strong, to, i) = (0, 0, from, from);
        while (parts < MaxParts)
        {
            var number = NumberEnd(shadow, i);
            if (number < 0) break;
            if (number >= shadow.Length || !ends.Contains(shadow.Chars[number]))
            {
                // The room is often left without a word: 3栋502.
                if (parts > 0 && strong > 0 && number - i >= 3) to = number;
                return parts == 0 ? Row(shadow, from, number) : new(to, true, IsEnough(parts, strong, to, shadow), false);
            }
            var end = PartEnd(shadow, number, parts);
            if (end < 0) break;
            if (shadow.Chars[number] is '栋' or '幢' or '单' or '室' or '座' || end - number > 1) strong++;
            parts++;
            to = end;
            i = to < shadow.Length && shadow.Kinds[to] is GlyphKind.Space or GlyphKind.Mark ? to + 1 : to;
        }
        return new(to, parts > 0, IsEnough(parts, strong, to, shadow), false);
    }

    private static bool IsEnough(int parts, int strong, int to, Shadow shadow) =>
        strong > 0 && (parts > 1 || (to > 0 && shadow.Kinds[to - 1] is GlyphKind.Digit));

    // 3-2-501 or 12-501: two or three numbers, the last of three or four digits.
    private static NumberChain Row(Shadow shadow, int from, int first)
    {
        var (i, numbers, last) = (first, 1, 0);
        while (numbers < 4 && i + 1 < shadow.Length && shadow.Chars[i] is '-' or '—' or '–')
        {
            var end = NumberEnd(shadow, i + 1);
            if (end < 0) break;
            last = end - i - 1;
            (i, numbers) = (end, numbers + 1);
        }
        var isRow = numbers > 1 && last is 3 or 4;
        return new(isRow ? i : from, false, false, isRow);
    }

    // 号 alone, 号楼, 单元; 室 but not 室性, 号 but not the day of a month.
    private static int PartEnd(Shadow shadow, int at, int parts)
    {
        var chars = shadow.Chars;
        var next = at + 1 < chars.Length ? chars[at + 1] : '\0';
        return chars[at] switch
        {
            '单' => next == '元' ? at + 2 : -1,
            '号' or '號' when next is '楼' or '院' or '门' or '栋' or '房' => at + 2,
            '号' or '號' when next is '线' or '诊' or '窗' or '床' or '柜' || IsDayOfMonth(shadow, at) => -1,
            '室' when next is '性' or '上' or '间' or '早' or '壁' => -1,
            '楼' or '层' or '组' or '户' when parts == 0 && next is not ('\0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9') => -1,
            _ => at + 1,
        };
    }

    private static bool IsDayOfMonth(Shadow shadow, int at)
    {
        var i = at;
        while (i > 0 && at - i < 3 && shadow.Values[i - 1] >= 0) i--;
        return i > 0 && shadow.Chars[i - 1] is '月' or '第' or '本';
    }

    // Digits, with a part behind a hyphen (12-3号) and letters (A座, 3B室).
    private static int NumberEnd(Shadow shadow, int from)
    {
        var i = from;
        var max = Math.Min(shadow.Length, from + MaxDigits);
        while (i < max && (shadow.Values[i] >= 0 || shadow.Chars[i] is '十' or '百' || (shadow.Kinds[i] is GlyphKind.Letter && char.IsAsciiLetter(shadow.Chars[i])))) i++;
        if (i == from) return -1;
        var isLong = i < shadow.Length && shadow.Kinds[i] is GlyphKind.Digit;
        return isLong ? -1 : i;
    }
}
