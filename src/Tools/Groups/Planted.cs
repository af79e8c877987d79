using System.Globalization;
using System.Text;

namespace Consult.Tools.Groups;

/// <summary>
/// Something private that a question is made to carry: the sentence that is added to it, and the part of that sentence
/// which no other member may ever receive.
/// </summary>
/// <param name="Sentence">What is added.</param>
/// <param name="Secret">What must be masked, as it is written.</param>
internal sealed record Planted(string Sentence, string Secret)
{
    private const string Han = "零一二三四五六七八九";
    private const string Circled = "⓪①②③④⑤⑥⑦⑧⑨";
    private const string FullWidth = "０１２３４５６７８９";
    private const string Surnames = "赵钱孙周吴郑冯陈卫蒋沈韩杨朱秦许何吕";
    private const string Given = "晓岚雨桐思远梓涵若曦浩然景行书瑶";

    /// <summary>What the n-th question carries: always the same for one number.</summary>
    public static Planted Of(int n)
    {
        var random = new Random(n);
        var mobile = "1" + Digits(random, 1, "3589") + Digits(random, 9, "0123456789");
        return (n % 10) switch
        {
            0 => new($"我的电话是{mobile}，方便的话打给我。", mobile),
            1 => Spelt($"手机{{0}}，", Spaced(mobile)),
            2 => Spelt("号码是{0}，谢谢", In(mobile, Han)),
            3 => Spelt("联系{0}", In(mobile, FullWidth)),
            4 => Spelt("我的手机{0}", In(mobile, Circled)),
            5 => Spelt("身份证号{0}。", Identity(random)),
            6 => Spelt("我叫{0}，", Name(random)),
            7 => Spelt("邮箱{0}，资料发我", $"{Letters(random, 8)}@example.com"),
            8 => Spelt("银行卡{0}能报销吗", Card(random)),
            _ => Spelt("手机号{0}", string.Join('\u200b', mobile.Chunk(3).Select(part => new string(part)))),
        };
    }

    /// <summary>Never what is private.</summary>
    public override string ToString() => nameof(Planted);

    private static Planted Spelt(string sentence, string secret) =>
        new(string.Format(CultureInfo.InvariantCulture, sentence, secret), secret);

    private static string Digits(Random random, int count, string from) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]));

    private static string Letters(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private static string In(string digits, string script) => string.Concat(digits.Select(digit => script[digit - '0']));

    private static string Spaced(string mobile) => $"{mobile[..3]} {mobile[3..7]} {mobile[7..]}";

    private static string Name(Random random) =>
        $"{Surnames[random.Next(Surnames.Length)]}{Given[random.Next(Given.Length)]}{Given[random.Next(Given.Length)]}";

    // GB 11643: region, date of birth, sequence, and a check digit over the weights 2^(17-i) mod 11.
    private static string Identity(Random random)
    {
        var born = new DateOnly(1950, 1, 1).AddDays(random.Next(20_000));
        var front = $"110105{born:yyyyMMdd}{Digits(random, 3, "0123456789")}";
        var sum = front.Select((digit, i) => (digit - '0') * ((1 << (17 - i)) % 11)).Sum();
        return front + "10X98765432"[sum % 11];
    }

    // Luhn: the last digit makes the weighted sum a multiple of ten.
    private static string Card(Random random)
    {
        var front = new StringBuilder("622202").Append(Digits(random, 12, "0123456789"));
        var sum = 0;
        for (var i = 0; i < front.Length; i++)
        {
            var digit = front[front.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }
        return front.Append((10 - (sum % 10)) % 10).ToString();
    }
}
