using System.Collections.Immutable;

namespace Consult.Privacy;

/// <summary>A number cut over consecutive messages of one author.</summary>
public sealed class SplitTests
{
    [Theory]
    [InlineData("我电话1380", "0138000", "我电话****", "****")]
    [InlineData("一三八零零", "一三八零零零记一下", "****", "****记一下")]
    [InlineData("今年35，138", "0013 8000", "今年35，****", "****")]
    [InlineData("今年35", "1380013800", null, null)]
    [InlineData("加微信", "zhangsan88", "加微信", "****")]
    [InlineData("我叫", "张三", "我叫", "****")]
    [InlineData("身份证110105194912", "31002X", "身份证****", "****")]
    [InlineData("zhangsan@", "qq.com", "****", "****")]
    [InlineData("13800138000，", "孩子发烧", null, null)]
    [InlineData("血压138", "85，心率72", null, null)]
    [InlineData("139", "85", null, null)]
    [InlineData("我是", "高血压", null, null)]
    [InlineData("", "", null, null)]
    public void Two_messages(string first, string second, string? maskedFirst, string? maskedSecond)
    {
        var masked = PrivacyMask.MaskSplit([first, second], MaskLevel.Group);
        if (maskedFirst is null) masked.ShouldBeNull();
        else masked!.Value.ShouldBe([maskedFirst, maskedSecond!]);
    }

    [Theory]
    [InlineData("138", "0013", "8000", "****", "****", "****")]
    [InlineData("我35岁", "1380", "0138000", "我35岁", "****", "****")]
    [InlineData("13", "80013", "8000谢谢", "****", "****", "****谢谢")]
    [InlineData("35", "138", "00138000", "35", "****", "****")]
    [InlineData("1️⃣3️⃣", "八〇〇", "１３８０００", "****", "****", "****")]
    public void Three_messages(string first, string second, string third, string one, string two, string three) =>
        PrivacyMask.MaskSplit([first, second, third], MaskLevel.Group)!.Value.ShouldBe([one, two, three]);

    [Fact]
    public void What_each_message_holds_by_itself_is_masked_as_always() =>
        PrivacyMask.MaskSplit(["我叫张三，手机138", "00138000"], MaskLevel.Group)!.Value.ShouldBe(["我叫张**，手机****", "****"]);

    [Fact]
    public void Any_texts_have_an_answer()
    {
        ImmutableArray<string>[] all = [[], ["13800138000"], ["\uD83D", "\uDE00"], ["1", "", "3"]];
        foreach (var texts in all) PrivacyMask.MaskSplit(texts, MaskLevel.Public).ShouldBeNull();
    }
}
