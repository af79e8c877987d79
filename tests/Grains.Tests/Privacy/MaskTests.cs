namespace Consult.Privacy;

/// <summary>What is masked, and how: every kind of the table with the ways to hide it.</summary>
public sealed class MaskTests
{
    [Theory]
    [InlineData("我的电话13800138000谢谢", "我的电话138****8000谢谢")]
    [InlineData("加我1 3 8 0 0 1 3 8 0 0 0", "加我138****8000")]
    [InlineData("+86 138-0013-8000", "138****8000")]
    [InlineData("8613800138000", "138****8000")]
    [InlineData("0086-13800138000", "138****8000")]
    [InlineData("013800138000", "138****8000")]
    [InlineData("1⓷8零零一③捌洞⓿０", "138****8000")]
    [InlineData("一三八零零一三八零零零两次", "138****8000两次")]
    [InlineData("周一13800138000", "周一138****8000")]
    [InlineData("幺三捌洞洞幺三捌洞洞洞", "138****8000")]
    [InlineData("l38OOl38OOO", "138****8000")]
    [InlineData("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "138****8000")]
    [InlineData("①13800138000", "①138****8000")]
    [InlineData("13⑧⓪⓪1380⓪⓪", "138****8000")]
    [InlineData("1\u200B38\u200D0013\u20608000", "138****8000")]
    [InlineData("138.0013.8000", "138****8000")]
    [InlineData("138/0013/8000", "138****8000")]
    [InlineData("138*0013*8000", "138****8000")]
    [InlineData("1❤️3❤️8❤️0❤️0❤️1❤️3❤️8❤️0❤️0❤️0", "138****8000")]
    [InlineData("（138）0013-8000", "（138****8000")]
    [InlineData("我的号138 001 38000 今年35", "我的号138****8000 今年35")]
    [InlineData("138_0013_8000", "138****8000")]
    [InlineData("电话138 00 138 000", "电话138****8000")]
    [InlineData("138\n0013\n8000", "138****8000")]
    [InlineData("𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", "138****8000")]
    [InlineData("电话：一 三 八 ， 零 零 一 三 ， 八 零 零 零", "电话：138****8000")]
    [InlineData("tel13800138000", "tel138****8000")]
    [InlineData("13800138000三天没退烧", "138****8000三天没退烧")]
    [InlineData("订单20240101013800138000", "订单20240101013800138000")]
    public void A_mobile_keeps_its_ends(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("身份证11010519491231002X", "身份证****")]
    [InlineData("身份证11010519491231002x，", "身份证****，")]
    [InlineData("110105 19491231 002X", "****")]
    [InlineData("一一零一零五一九四九一二三一零零二X", "****")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "****")]
    [InlineData("110105194912310021", "****")]
    [InlineData("我110105491231002", "我****")]
    [InlineData("110105194913310021", "110105194913310021")]
    [InlineData("990105194912310021", "990105194912310021")]
    [InlineData("110105194902290021", "110105194902290021")]
    public void An_identity_card_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("6222020200112233", "6222020200112233")]
    [InlineData("4111 1111 1111 1111", "****")]
    [InlineData("6225880137706868", "****")]
    [InlineData("卡号6222020200112233445", "卡号****")]
    [InlineData("银行卡号：６２２２０２０２００１１２２３３", "银行卡号：****")]
    [InlineData("订单号4111111111111111", "订单号4111111111111111")]
    public void A_bank_card_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("家里座机0571-88001234", "家里座机****")]
    [InlineData("(010)62345678", "(****")]
    [InlineData("打400-820-8820", "打****")]
    [InlineData("电话88001234", "电话****")]
    [InlineData("零五七一八八零零一二三四", "****")]
    [InlineData("尿量88001234", "尿量88001234")]
    public void A_landline_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("挂号请打0571-88001234转2", "挂号请打0571-88001234转2")]
    [InlineData("预约400-820-8820", "预约400-820-8820")]
    [InlineData("找13800138000", "找138****8000")]
    public void Lines_of_a_practice_stay_when_staff_give_them(string text, string masked) =>
        PrivacyMask.Mask(text, MaskLevel.Group, byStaff: true).Text.ShouldBe(masked);

    [Theory]
    [InlineData("邮箱zhang.san@qq.com，", "邮箱****，")]
    [InlineData("zhangsan＠１６３．ｃｏｍ", "****")]
    [InlineData("邮箱 zhangsan 艾特 163 点 com", "邮箱 ****")]
    [InlineData("zhangsan(at)qq.com", "****")]
    [InlineData("zhangsan at qq dot com", "****")]
    [InlineData("12345 @ qq", "****")]
    [InlineData("z\u200Bs@ex\u200Bample.com.cn", "****")]
    [InlineData("@医生您好", "@医生您好")]
    public void A_mail_address_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("加微信zhangsan88", "加微信****")]
    [InlineData("微信号：zhang_san", "微信号：****")]
    [InlineData("加薇zs-1988", "加薇****")]
    [InlineData("威❤zs1988", "威❤****")]
    [InlineData("V信 zs1988", "V信 ****")]
    [InlineData("VX:zs1988", "VX:****")]
    [InlineData("v x：zs1988", "v x：****")]
    [InlineData("ｗｘ zs1988", "ｗｘ ****")]
    [InlineData("加V:zs1988", "加V:****")]
    [InlineData("➕V zs1988", "➕V ****")]
    [InlineData("微\u200B信zs1988", "微\u200B信****")]
    [InlineData("微 信 z s 1 9 8 8", "微 信 ****")]
    [InlineData("zs1988是我的微信", "****是我的微信")]
    [InlineData("绿泡泡：zs1988", "绿泡泡：****")]
    [InlineData("wxid_ab12cd34", "****")]
    [InlineData("微信同号13800138000", "微信同号138****8000")]
    [InlineData("微信上问过了，CT没事", "微信上问过了，CT没事")]
    [InlineData("加维生素C500mg", "加维生素C500mg")]
    public void A_WeChat_account_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("QQ12345678", "QQ****")]
    [InlineData("扣扣：一二三四五六七", "扣扣：****")]
    [InlineData("加企鹅 123 456 789", "加企鹅 ****")]
    [InlineData("ＱＱ：１２３４５６", "ＱＱ：****")]
    [InlineData("加Q①②③④⑤⑥", "加Q****")]
    [InlineData("123456789（QQ）", "****（QQ）")]
    [InlineData("企鹅9⓿二肆⁹₈③⑸⒋➃㈤㊄", "企鹅****")]
    [InlineData("9⓿二肆⁹₈③⑸⒋➃㈤㊄", "****")]
    public void A_QQ_account_is_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("护照E12345678", "护照****")]
    [InlineData("护照号是 EA1234567，", "护照号是 ****，")]
    [InlineData("港澳通行证C12345678", "港澳通行证****")]
    [InlineData("车牌京A12345", "车牌****")]
    [InlineData("粤B·D12345", "****")]
    [InlineData("沪 A 1 2 3 4 5", "****")]
    [InlineData("浙Ａ１２３４５停哪里", "****停哪里")]
    [InlineData("病历号：20240012", "病历号：****")]
    [InlineData("住院号ZY0012345", "住院号****")]
    [InlineData("门诊号 ０１２３４５", "门诊号 ****")]
    [InlineData("就诊卡号 M-00-1234", "就诊卡号 ****")]
    [InlineData("检验单号一二三四五六", "检验单号****")]
    [InlineData("就诊卡2020年办的", "就诊卡2020年办的")]
    public void Papers_are_gone(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("我叫张三", "我叫张**")]
    [InlineData("我叫张三丰，今年45", "我叫张**，今年45")]
    [InlineData("我叫欧阳娜娜。", "我叫欧阳**。")]
    [InlineData("我叫张三今年45岁", "我叫张**今年45岁")]
    [InlineData("姓名：李 小 明 女", "姓名：李** 女")]
    [InlineData("我是王建国，复诊", "我是王**，复诊")]
    [InlineData("患者王建国，72岁", "患者王**，72岁")]
    [InlineData("患者：赵磊", "患者：赵**")]
    [InlineData("联系人 陈\u200B静", "联系人 陈**")]
    [InlineData("我是高血压", "我是高血压")]
    [InlineData("我是白血病患者", "我是白血病患者")]
    [InlineData("患者何时出院", "患者何时出院")]
    [InlineData("患者方便的话", "患者方便的话")]
    [InlineData("我是金黄色葡萄球菌感染", "我是金黄色葡萄球菌感染")]
    [InlineData("我是王医生的病人", "我是王医生的病人")]
    [InlineData("我是江苏人", "我是江苏人")]
    [InlineData("我是时常头晕", "我是时常头晕")]
    public void A_name_keeps_the_surname(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("我住杭州市西湖区文三路123号4幢501室", "我住杭州市****")]
    [InlineData("浙江省杭州市余杭区五常街道西溪花园12栋", "浙江省杭州市****")]
    [InlineData("药寄到上海静安区南京西路一零二五号", "药寄到上海****")]
    [InlineData("住在幸福小区3栋2单元501", "住在****")]
    [InlineData("家住北京市朝阳区建国路", "家住北京市****")]
    [InlineData("地址：成都市武侯区 人民南路 三段17号", "地址：成都市****")]
    [InlineData("3栋502室", "****")]
    [InlineData("在杭州市第一人民医院看的", "在杭州市第一人民医院看的")]
    [InlineData("住院部3号楼5层12床", "住院部3号楼5层12床")]
    [InlineData("3月15号2楼", "3月15号2楼")]
    [InlineData("我在上海市静安区", "我在上海市静安区")]
    public void An_address_keeps_the_city(string text, string masked) => Group(text).ShouldBe(masked);

    [Theory]
    [InlineData("我叫张三，13800138000，住杭州市西湖区文三路123号", "我叫****，****，住****")]
    public void The_public_sees_nothing_of_it(string text, string masked) =>
        PrivacyMask.Mask(text, MaskLevel.Public).Text.ShouldBe(masked);

    [Theory]
    [InlineData("血压138/85，120/80，心率72")]
    [InlineData("血压 138 85 142 90 72")]
    [InlineData("2024-03-15 08:30 开始发烧39.5℃")]
    [InlineData("每日3次，每次5mg，共14天")]
    [InlineData("白细胞 11.2 中性 78.5 血红蛋白 136 血小板 215")]
    [InlineData("血糖 13 8 7 11 9 10 12")]
    [InlineData("急救120，报警110，火警119，卫生热线12320，心理援助12356")]
    [InlineData("今年35岁，身高175，体重68.5公斤")]
    [InlineData("订单号202403151234567890")]
    [InlineData("订单编号：3101042024031512")]
    [InlineData("一天三次，一次两片")]
    [InlineData("乙肝DNA 1.38E+05，CA19-9 27.5，HCG 125632.5")]
    [InlineData("国药准字H20123456")]
    [InlineData("138****8000")]
    public void What_is_medical_stays(string text)
    {
        var masked = PrivacyMask.Mask(text, MaskLevel.Group);
        masked.Text.ShouldBe(text);
        masked.Spans.ShouldBeEmpty();
        masked.Commercial.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("厂家直销，包邮", CommercialReason.Selling)]
    [InlineData("祖传秘方，无效退款", CommercialReason.Selling)]
    [InlineData("加微信zhangsan88", CommercialReason.OffPlatformContact)]
    [InlineData("想了解的进群", CommercialReason.OffPlatformContact)]
    [InlineData("看 https://t.cn/abc", CommercialReason.Link)]
    [InlineData("看www.example.com", CommercialReason.Link)]
    [InlineData("打开 example 点 com", CommercialReason.Link)]
    public void Commercial_text_is_held(string text, CommercialReason reason) =>
        PrivacyMask.Mask(text, MaskLevel.Group).Commercial.ShouldBe([reason]);

    [Theory]
    [InlineData("邮箱zhangsan@example.com")]
    [InlineData("这个药在哪里可以买到")]
    [InlineData("微信支付失败")]
    [InlineData("FEV1.com1")]
    public void What_is_not_commercial_is_not_held(string text) =>
        PrivacyMask.Mask(text, MaskLevel.Group).Commercial.ShouldBeEmpty();

    [Fact]
    public void Spans_are_those_of_the_original_text()
    {
        var masked = PrivacyMask.Mask("我叫张三，电话１３８００１３８０００。", MaskLevel.Group);
        masked.Spans.ShouldBe([new(PrivacyKind.Name, 2, 2), new(PrivacyKind.Mobile, 7, 11)]);
        masked.ToString().ShouldNotContain("张");
    }

    private static string Group(string text) => PrivacyMask.Mask(text, MaskLevel.Group).Text;

    /// <summary>Both ends of a mask look private once it is there; the second was mapped back through a list that had grown.</summary>
    [Fact]
    public void A_mask_with_private_looks_on_both_sides_is_masked_again()
    {
        const string Text = "住在护照我叫86微信：3栋13800138000两三微信";
        var masked = PrivacyMask.Mask(Text, MaskLevel.Group).Text;
        masked.ShouldNotContain("8000");
        PrivacyMask.Mask(masked, MaskLevel.Group).Text.ShouldBe(masked);
    }
}
