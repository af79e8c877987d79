namespace Consult.Privacy;

/// <summary>What is masked, and how.</summary>
public sealed class MaskTests
{
    [Theory]
    [InlineData("我的电话13800138000谢谢", "我的电话138****8000谢谢")]
    [InlineData("加我1 3 8 0 0 1 3 8 0 0 0", "加我138****8000")]
    [InlineData("+86 138-0013-8000", "138****8000")]
    [InlineData("9⓿二肆⁹₈③⑸⒋➃㈤㊄", "9⓿二肆⁹₈③⑸⒋➃㈤㊄")]
    [InlineData("1⓷8零零一③捌洞⓿０", "138****8000")]
    [InlineData("一三八零零一三八零零零两次", "138****8000两次")]
    [InlineData("l38OOl38OOO", "138****8000")]
    [InlineData("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "138****8000")]
    [InlineData("血压138/85，早上", "血压138/85，早上")]
    [InlineData("身份证11010519491231002X", "身份证****")]
    [InlineData("邮箱zhang.san@qq.com，", "邮箱****，")]
    [InlineData("邮箱 zhangsan 艾特 163 点 com", "邮箱 ****")]
    public void A_group_sees(string text, string masked) => PrivacyMask.Mask(text, MaskLevel.Group).Text.ShouldBe(masked);

    [Fact]
    public void A_number_in_two_messages_is_masked_in_both() =>
        PrivacyMask.MaskSplit(["我电话1380", "0138000"], MaskLevel.Group)!.Value.ShouldBe(["我电话****", "****"]);
}
