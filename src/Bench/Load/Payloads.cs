using System.Text;
using System.Text.Json;

namespace Consult.Bench.Load;

/// <summary>Chinese texts of the length that patients and doctors write, 60–200 characters, each as JSON without quotes.</summary>
internal static class Payloads
{
    private const int Shortest = 60;
    private const int Longest = 200;
    private const int Variants = 64;

    private const string Source =
        "感冒两周多了，烧早退了，就是咳嗽不停，晚上躺下更厉害，有时候闻到油烟味也咳一阵。没什么痰，嗓子发痒，吃过止咳糖浆，"
        + "感觉没有明显好转，需要拍个片子吗？您这种情况比较像感染后咳嗽，气道在感冒之后一段时间内比较敏感，遇到油烟和冷空气就"
        + "容易咳，多数在三到八周内慢慢好转。没有发热和黄脓痰的话，一般不需要继续吃抗生素。可以先避开烟味和油烟，多喝温水，"
        + "睡觉时枕头稍垫高。如果满三周仍无好转，建议到呼吸内科拍胸片，必要时做肺功能检查。若出现气短、胸痛或再次发热，请尽快就诊。";

    /// <summary>The texts.</summary>
    public static byte[][] All { get; } = [.. Enumerable.Range(0, Variants).Select(Text)];

    private static byte[] Text(int n)
    {
        var length = Shortest + (n * (Longest - Shortest) / (Variants - 1));
        var start = n * 37 % Source.Length;
        var text = string.Concat(Source, Source).Substring(start, length);
        return Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
    }
}
