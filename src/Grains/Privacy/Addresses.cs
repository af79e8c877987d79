using System.Buffers;

namespace Consult.Privacy;

/// <summary>
/// Postal addresses: a road or an estate with a number, a district with a road, or a building with a unit or a room. A group
/// sees the city. Buildings and floors of a hospital are no address of a person.
/// </summary>
internal static class Addresses
{
    /// <summary>The most symbols of an address before its number.</summary>
    private const int MaxName = 30;

    /// <summary>How far before a building a word such as 住院部 is looked for.</summary>
    private const int HospitalReach = 8;

    // The last characters of what has a name: 文三路, 幸福小区, 李家村.
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("路街道巷弄同区园苑寓厦村庄屯庭府城舍场湾墅院里");

    // What has a number: 12号, 3栋, 2单元, 501室.
    private static readonly SearchValues<char> NumberEnds = SearchValues.Create("号栋幢楼室单座层弄组户段號");

    private static readonly string[] Estates =
        ["小区", "社区", "花园", "家园", "嘉园", "公寓", "新村", "大厦", "广场", "别墅", "宿舍", "家属院", "大院", "花苑", "佳苑", "华庭", "豪庭", "雅苑", "名城", "新城",
        "山庄", "胡同", "苑", "村", "庄", "屯", "湾", "府", "里"];

    private static readonly string[] Hospital = ["医院", "门诊", "住院", "诊室", "病房", "病区", "急诊", "病床", "科室", "导诊", "窗口", "挂号", "检验科", "放射"];

    // Where an address begins: behind these.
    private static readonly string[] Openings =
        ["家住在", "住址是", "地址是", "家住", "住在", "住址", "地址", "家在", "位于", "寄到", "送到", "寄给", "搬到", "住", "在", "到", "是", "来自", "址为", "我家", "老家", "回"];

    /// <summary>Adds what it finds.</summary>
    public static void Find(Shadow shadow, MaskLevel level, List<Found> found)
    {
        var kinds = shadow.Kinds;
        for (var i = 0; i < kinds.Length; i++)
        {
            // An address is found at its first number, or at a road behind a district.
            if (kinds[i] is GlyphKind.Digit or GlyphKind.HanDigit && (i == 0 || kinds[i - 1] is not (GlyphKind.Digit or GlyphKind.HanDigit)))
            {
                var chain = NumberChain.Read(shadow, i, NumberEnds);
                if (chain.To == i) continue;
                if (Accept(shadow, i, chain, level) is not { } one) continue;
                found.Add(one);
                i = one.To - 1;
            }
            else if (shadow.Chars[i] is '路' or '街' or '巷' or '道' && RoadOfDistrict(shadow, i, level) is { } road)
            {
                found.Add(road);
                i = road.To - 1;
            }
        }
    }

    private static Found? Accept(Shadow shadow, int number, NumberChain chain, MaskLevel level)
    {
        var nameEnd = number;
        if (nameEnd > 0 && shadow.Kinds[nameEnd - 1] is GlyphKind.Space or GlyphKind.Mark) nameEnd--;
        var isNamed = nameEnd > 0 && NameEnds.Contains(shadow.Chars[nameEnd - 1]) && IsPlaceName(shadow, nameEnd, chain);
        if (!isNamed && !chain.IsBuilding) return null;
        if (IsAfterAny(shadow, number, Hospital, HospitalReach)) return null;
        var from = StartOf(shadow, nameEnd);
        return Masked(shadow, isNamed || from < nameEnd ? from : number, chain.To, level);
    }

    private static bool IsPlaceName(Shadow shadow, int end, NumberChain chain)
    {
        var name = shadow.Chars[Math.Max(0, end - MaxName)..end];
        if (name.Length < 2 || shadow.Kinds[end - 2] is not (GlyphKind.Han or GlyphKind.HanDigit)) return false;
        return name[^1] switch
        {
            '路' or '街' or '巷' or '弄' => chain.HasHouse && !name.EndsWith("走路") && !name.EndsWith("马路"),
            '道' => chain.HasHouse && (name.EndsWith("大道") || name[^2] is not ('尿' or '阴' or '胆' or '肠' or '气' or '产' or '知' or '食' or '呼' or '通' or '管')),
            _ => (chain.HasHouse || chain.IsPlainRow) && EndsWithAny(name, Estates),
        };
    }

    // 西湖区文三路: finer than a city already, without any number.
    private static Found? RoadOfDistrict(Shadow shadow, int end, MaskLevel level)
    {
        var chars = shadow.Chars;
        var from = StartOf(shadow, end + 1);
        var name = chars[from..(end + 1)];
        if (chars[end] == '道' && !name.EndsWith("大道")) return null;
        var district = name[..^1].LastIndexOfAny('区', '县', '市');
        // Two or three characters between the district and the road, and two before the district.
        if (district < 2 || name.Length - district is < 3 or > 7) return null;
        if (name[district] == '区' && name[district - 1] is '小' or '社' or '地' or '病' or '院' or '疫' or '城') return null;
        if (IsAfterAny(shadow, end, Hospital, name.Length)) return null;
        return Masked(shadow, from, end + 1, level);
    }

    private static Found? Masked(Shadow shadow, int from, int to, MaskLevel level)
    {
        if (level is MaskLevel.Group)
        {
            var city = Places.Prefix(shadow.Chars[from..to]);
            from += city;
            // 浙江省 杭州市 西湖区 …
            if (city > 0 && from < to && shadow.Kinds[from] is GlyphKind.Space)
            {
                var next = Places.Prefix(shadow.Chars[(from + 1)..to]);
                from += next > 0 ? 1 + next : 1;
            }
        }
        return from < to ? new(PrivacyKind.Address, from, to) : null;
    }

    // Back over the names to a word such as 住在 or to the end of what was said before.
    private static int StartOf(Shadow shadow, int end)
    {
        var i = end;
        while (i > 0 && end - i < MaxName)
        {
            var kind = shadow.Kinds[i - 1];
            if (kind is GlyphKind.Space or GlyphKind.Mark && i > 1 && shadow.Chars[i - 2] is '省' or '市' or '区' or '县' or '镇' or '乡' or '州' or '街' or '路' or '京' or '海')
            {
                i--;
                continue;
            }
            if (kind is not (GlyphKind.Han or GlyphKind.HanDigit) || EndsWithAny(shadow.Chars[Math.Max(0, i - 3)..i], Openings)) break;
            i--;
        }
        return i;
    }

    private static bool IsAfterAny(Shadow shadow, int symbol, string[] words, int reach)
    {
        var before = shadow.Chars[Math.Max(0, symbol - reach)..symbol];
        foreach (var word in words)
            if (before.IndexOf(word, StringComparison.Ordinal) >= 0) return true;
        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.EndsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }
}
