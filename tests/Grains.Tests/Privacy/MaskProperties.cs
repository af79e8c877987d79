using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Consult.Privacy;

/// <summary>What holds for any text.</summary>
public sealed class MaskProperties
{
    // What the detectors look at, so that random texts of it reach their corners.
    private static readonly string[] Parts =
    [
        "1", "3", "8", "0", "138", "13800138000", "0013", "8000", "86", "+", "-", " ", ".", "，", "：", "/", "*", "**", "\n", "\u200B", "\uFE0F\u20E3", "①", "⑩", "⓿", "⁹",
        "㈤", "零", "一", "三", "八", "幺", "两", "壹", "l", "I", "O", "x", "a", "zs", "微信", "加薇", "❤", "vx", "qq", "扣扣", "@", "qq.com", "点com", "我叫", "我是", "患者",
        "张", "三", "欧阳", "高", "血压", "杭州市", "西湖区", "文三路", "12号", "3栋", "502室", "小区", "病历号", "护照", "京A", "电话", "卡号", "订单号", "110105", "19491231",
        "002X", "4111111111111111", "0571", "88001234", "400", "𝟏", "🀀", "\uD83D", "\uDE00", "。", "岁", "住在", "包邮", "www", "(at)",
    ];

    private static readonly Func<int, string>[] Digits =
    [
        digit => digit.ToString(System.Globalization.CultureInfo.InvariantCulture),
        digit => ((char)('０' + digit)).ToString(),
        digit => "零一二三四五六七八九"[digit].ToString(),
        digit => "洞幺两三四五六拐八勾"[digit].ToString(),
        digit => "零壹贰叁肆伍陆柒捌玖"[digit].ToString(),
        digit => digit == 0 ? "⓪" : ((char)('①' + digit - 1)).ToString(),
        digit => digit == 0 ? "⓿" : ((char)('➊' + digit - 1)).ToString(),
        digit => digit == 0 ? "〇" : ((char)('㈠' + digit - 1)).ToString(),
        digit => digit == 0 ? "0" : ((char)('⑴' + digit - 1)).ToString(),
        digit => digit == 0 ? "0" : ((char)('⒈' + digit - 1)).ToString(),
        digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit].ToString(),
        digit => ((char)('₀' + digit)).ToString(),
        digit => char.ConvertFromUtf32(0x1D7CE + digit),
        digit => $"{digit}\uFE0F\u20E3",
    ];

    private static readonly string[] Fillers = ["", "", "", "\u200B", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u202E"];
    private static readonly string[] Separators = ["", " ", "-", ".", "·", "_", "　", "🌸", "❤️", "~", "*"];

    [Fact]
    public void Masking_what_is_masked_changes_nothing() => Always(Texts(), text =>
    {
        foreach (var level in Enum.GetValues<MaskLevel>())
        {
            var masked = PrivacyMask.Mask(text, level).Text;
            PrivacyMask.Mask(masked, level).Text.ShouldBe(masked, Escape(text));
        }
    });

    [Fact]
    public void Spans_are_in_order_apart_and_inside_the_text() => Always(Texts(), text =>
    {
        var end = 0;
        foreach (var span in PrivacyMask.Mask(text, MaskLevel.Group).Spans)
        {
            span.Start.ShouldBeGreaterThanOrEqualTo(end);
            span.Length.ShouldBeGreaterThan(0);
            end = span.Start + span.Length;
        }
        end.ShouldBeLessThanOrEqualTo(text.Length);
    });

    [Fact]
    public void What_lies_outside_the_spans_is_untouched() => Always(Texts(), text =>
    {
        var masked = PrivacyMask.Mask(text, MaskLevel.Public);
        var (rest, at) = (new StringBuilder(), 0);
        foreach (var span in masked.Spans)
        {
            rest.Append(text, at, span.Start - at).Append("****");
            at = span.Start + span.Length;
        }
        masked.Text.ShouldBe(rest.Append(text, at, text.Length - at).ToString());
    });

    [Fact]
    public void Any_string_has_an_answer() => Always(
        from codes in Gen.Choose(0, char.MaxValue).ArrayOf()
        select new string([.. codes.Select(code => (char)code)]),
        text => PrivacyMask.Mask(text, MaskLevel.Group).Text.ShouldNotBeNull());

    [Fact]
    public void A_mobile_number_never_shows_however_it_is_written()
    {
        var numbers =
            from second in Gen.Choose(3, 9)
            from rest in Gen.Choose(0, 9).ArrayOf(9)
            from shapes in Gen.Choose(0, Digits.Length - 1).ArrayOf(11)
            from oneShape in Gen.Choose(-1, Digits.Length - 1)
            from fillers in Gen.Elements(Fillers).ArrayOf(11)
            from separator in Gen.Elements(Separators)
            from before in Gen.Elements("", "电话", "我的号码是：", "咳嗽三天。", "加我", "周一", "老公")
            from behind in Gen.Elements("", "。", "谢谢", "三天没退烧", "\n", "，35岁")
            select (Digits: (int[])[1, second, .. rest], shapes, oneShape, fillers, separator, before, behind);
        Always(numbers, number =>
        {
            var written = string.Join(number.separator, number.Digits.Select((digit, i) =>
                Digits[number.oneShape < 0 ? number.shapes[i] : number.oneShape](digit) + number.fillers[i]));
            var masked = PrivacyMask.Mask(number.before + written + number.behind, MaskLevel.Public);
            masked.Text.ShouldBe(number.before + "****" + number.behind, Escape(written));
        });
    }

    [Fact]
    public void Text_without_digits_letters_and_telling_words_is_unchanged() => Always(
        from characters in Gen.Elements("咳嗽发烧头疼肚子不舒服怎么办呢请问医生吃什么药好，。？！".ToCharArray()).ArrayOf()
        select new string(characters),
        text =>
        {
            var masked = PrivacyMask.Mask(text, MaskLevel.Public);
            masked.Text.ShouldBe(text);
            masked.Spans.ShouldBeEmpty();
        });

    [Fact]
    public void A_number_cut_over_messages_never_shows()
    {
        var cuts =
            from second in Gen.Choose(3, 9)
            from rest in Gen.Choose(0, 9).ArrayOf(9)
            from first in Gen.Choose(1, 9)
            from next in Gen.Choose(first + 1, 10)
            select (Number: "1" + second + string.Concat(rest), first, next);
        Always(cuts, cut =>
        {
            PrivacyMask.MaskSplit([cut.Number[..cut.first], cut.Number[cut.first..]], MaskLevel.Group)!.Value.ShouldBe(["****", "****"], cut.Number);
            PrivacyMask.MaskSplit([cut.Number[..cut.first], cut.Number[cut.first..cut.next], cut.Number[cut.next..]], MaskLevel.Group)!.Value
                .ShouldBe(["****", "****", "****"], cut.Number);
        });
    }

    private static Gen<string> Texts() => from parts in Gen.Elements(Parts).ArrayOf() select string.Concat(parts);

    private static void Always<T>(Gen<T> generator, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60), Prop.ForAll(Arb.From(generator), value =>
        {
            holds(value);
            return true;
        }));

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\u007F' or >= '\u4E00' and <= '\u9FFF' ? c.ToString() : $"\\u{(int)c:X4}"));
}
