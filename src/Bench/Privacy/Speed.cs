using System.Diagnostics;
using System.Text;
using Consult.Privacy;

namespace Consult.Bench.Privacy;

/// <summary>How fast texts are masked, on one thread.</summary>
internal static class Speed
{
    private const double Warm = 1.0;

    /// <summary>Texts that try to be slow, each of a given length.</summary>
    public static readonly (string Name, Func<int, string> Make)[] Hostile =
    [
        ("digits in a row", length => new('1', length)),
        ("digits with spaces", length => Repeat("1 3 8 0 ", length)),
        ("telephone numbers", length => Repeat("13800138000,", length)),
        ("blocks of a telephone number", length => Repeat("138 0013 8000 ", length)),
        ("numerals, nested", length => Repeat("一三八①⑴⒈壹１", length)),
        ("numerals by themselves", length => Repeat("一个三天两次", length)),
        ("zero-width runs", length => "1" + new string('\u200B', length - 2) + "3"),
        ("zero-width between digits", length => Repeat("1\u200B3\u200B8\u200B", length)),
        ("telling words", length => Repeat("微信", length)),
        ("telling words and letters", length => Repeat("加薇a1", length)),
        ("mail addresses", length => Repeat("a@qq.com ", length)),
        ("at signs", length => Repeat("a@", length)),
        ("dots and letters", length => Repeat("a.", length)),
        ("names without end", length => Repeat("我叫张三我是", length)),
        ("roads", length => Repeat("西湖区文三路", length)),
        ("house numbers", length => Repeat("路1号", length)),
        ("number plates", length => Repeat("京A1234", length)),
        ("letters like digits", length => Repeat("lIoO", length)),
        ("lone surrogates", length => new('\uD83D', length)),
    ];

    /// <summary>
    /// Megabytes of UTF-8 per second, and per second of the processor's time (the collector's included), which a busy machine
    /// blurs less.
    /// </summary>
    public static (double PerSecond, double PerCpuSecond) Throughput(IReadOnlyList<string> texts, TimeSpan duration)
    {
        var bytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text));
        var rounds = 0;
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        do
        {
            foreach (var text in texts) PrivacyMask.Mask(text, MaskLevel.Group);
            rounds++;
        }
        while (clock.Elapsed < duration);
        var megabytes = bytes * rounds / 1e6;
        return (megabytes / clock.Elapsed.TotalSeconds, megabytes / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>Milliseconds that one text takes: the lowest of several, since what else the machine does can only add.</summary>
    public static double Milliseconds(string text, int times)
    {
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            PrivacyMask.Mask(text, MaskLevel.Group);
            took[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }
        return took.Min();
    }

    /// <summary>Runs everything until it is compiled.</summary>
    public static void WarmUp(IReadOnlyList<string> texts)
    {
        Throughput(texts, TimeSpan.FromSeconds(Warm));
        foreach (var (_, make) in Hostile) Milliseconds(make(4_000), 20);
    }

    private static string Repeat(string part, int length) =>
        string.Concat(Enumerable.Repeat(part, length / part.Length + 1))[..length];
}
