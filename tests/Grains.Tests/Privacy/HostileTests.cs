namespace Consult.Privacy;

/// <summary>Texts that are made to be slow or to break something. How fast exactly is for ./consult bench privacy to say.</summary>
public sealed class HostileTests
{
    private const int Length = 100_000;

    // A rule that looked back or ahead without a bound would take minutes here.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("1")]
    [InlineData("1 3 8 0 ")]
    [InlineData("138 0013 8000 ")]
    [InlineData("13800138000,")]
    [InlineData("一三八①⑴⒈壹１")]
    [InlineData("\u200B")]
    [InlineData("1\u200B\u200B")]
    [InlineData("微信")]
    [InlineData("加薇a1")]
    [InlineData("a@qq.com ")]
    [InlineData("a.")]
    [InlineData("张")]
    [InlineData("我叫张三我是")]
    [InlineData("西湖区文三路")]
    [InlineData("路1号")]
    [InlineData("京A1234")]
    [InlineData("lIoO1")]
    [InlineData("🀀")]
    [InlineData("\uD83D")]
    [InlineData("我叫 ")]
    [InlineData("电话1380013800一")]
    public async Task A_long_text_takes_no_long_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Length / part.Length));
        var masked = await Task.Run(() => PrivacyMask.Mask(text, MaskLevel.Group)).WaitAsync(Limit);
        masked.Text.ShouldNotBeNull();
    }
}
