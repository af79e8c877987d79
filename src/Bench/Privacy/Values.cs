using System.Globalization;

namespace Consult.Bench.Privacy;

/// <summary>Made-up private information; none of it belongs to anybody on purpose.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="words">The words of this half of the corpus.</param>
internal sealed class Values(Random random, Words words)
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public string Mobile() => "1" + Number(3, 10) + Digits(9);

    public string IdCard()
    {
        if (random.Next(8) == 0) return Region() + Date(1930, 1999)[2..] + Digits(3);
        var first = Region() + Date(1935, 2020) + Digits(3);
        var sum = first.Select((digit, i) => (digit - '0') * Weights[i]).Sum() % 11;
        return first + "10X98765432"[sum];
    }

    public string BankCard()
    {
        var first = Pick("622202", "621700", "622848", "621661", "436742", "552599", "625955", "622588") + Digits(random.Next(2) == 0 ? 9 : 12);
        for (var check = 0; check < 10; check++)
            if (Luhn(first + check)) return first + check;
        return first;
    }

    public string Landline() => random.Next(4) switch
    {
        0 => Pick("010", "021", "028", "025", "029") + Pick("-", "") + Number(2, 9) + Digits(7),
        1 => Pick("0571", "0755", "0311", "0451", "0898") + Pick("-", "") + Number(2, 9) + Digits(7),
        2 => "400" + Pick("-", "") + Number(6, 10) + Digits(2) + Pick("-", "") + Digits(4),
        _ => Pick("0575", "0431", "0931") + "-" + Number(2, 9) + Digits(6),
    };

    public string Email() =>
        Latin(random.Next(4, 9)) + Pick("", Digits(2), Digits(4)) + "@" + Pick("qq.com", "163.com", "126.com", "gmail.com", "sina.com.cn", "foxmail.com", "hospital.org.cn", "outlook.com");

    public string WeChat() => Latin(random.Next(3, 7)) + Pick("_", "", "-", "") + Digits(random.Next(3, 7));

    public string Qq() => Number(1, 10) + Digits(random.Next(5, 10));

    public string Passport() => Pick("E", "G", "EA", "EB", "D") is var letters ? letters + Digits(letters.Length == 2 ? 7 : 8) : "";

    public string Plate() => random.Next(3) == 0
        ? Pick("京", "沪", "粤", "苏", "浙") + Capital() + Pick("D", "F") + Digits(5)
        : Pick("京", "沪", "粤", "苏", "浙", "川", "鲁", "豫", "鄂", "湘") + Capital() + Pick(Digits(5), Capital() + Digits(4), Digits(4) + Capital());

    public string Record() => random.Next(3) switch
    {
        0 => Digits(random.Next(6, 11)),
        1 => Pick("M", "ZY", "MZ", "B") + Digits(random.Next(6, 9)),
        _ => Pick("2023", "2024", "2025") + "-" + Digits(6),
    };

    public string Name() => words.Surnames[random.Next(words.Surnames.Length)] + words.Given[random.Next(words.Given.Length)];

    /// <summary>The city, which a group may see, and the rest.</summary>
    public (string City, string Street) Address()
    {
        var (city, district) = words.Cities[random.Next(words.Cities.Length)];
        var road = words.Roads[random.Next(words.Roads.Length)];
        var estate = words.Estates[random.Next(words.Estates.Length)];
        return random.Next(4) switch
        {
            0 => (city, $"{district}{road}{random.Next(1, 999)}号{random.Next(1, 30)}栋{random.Next(1, 6)}单元{random.Next(101, 2999)}室"),
            1 => (city, $"{district}{road}{random.Next(1, 999)}号"),
            2 => (city, $"{district}{estate}{random.Next(1, 30)}号楼{random.Next(1, 5)}单元{random.Next(101, 2999)}"),
            _ => ("", $"{estate}{random.Next(1, 30)}栋{random.Next(101, 2999)}室"),
        };
    }

    private string Region() => Pick("110105", "310104", "320106", "330106", "440305", "510107", "420111", "370202", "610113", "130102", "210202", "500103");

    private string Date(int from, int to) =>
        new DateOnly(random.Next(from, to), 1, 1).AddDays(random.Next(365)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Number(0, 10)));

    private string Number(int from, int to) => random.Next(from, to).ToString(CultureInfo.InvariantCulture);

    private string Latin(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private string Capital() => "ABCDEFGHJKLMNPQRSTUVWXYZ"[random.Next(24)].ToString();

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static bool Luhn(string digits) =>
        digits.Reverse().Select((digit, i) => i % 2 == 0 ? digit - '0' : digit > '4' ? 2 * (digit - '0') - 9 : 2 * (digit - '0')).Sum() % 10 == 0;
}
