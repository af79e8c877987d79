namespace Consult.Privacy;

/// <summary>The words that announce something private, or that what follows is not.</summary>
internal static class CueWords
{
    /// <summary>The most symbols of a word, with separators inside it.</summary>
    public const int MaxLength = 24;

    /// <summary>Every word with what it announces; no word twice.</summary>
    public static readonly (string Word, Cue Cue)[] All =
    [
        .. Of(Cue.Phone,
            "电话", "電話", "手机", "手機", "手机号", "座机", "固话", "热线", "联系方式", "联系我", "号码", "打给我", "致电", "拨打", "来电", "短信",
            "tel", "phone", "mobile", "call", "☎", "📞", "📱"),
        .. Of(Cue.IdCard, "身份证", "身份證", "证件号", "身份号", "身份证号", "sfz"),
        .. Of(Cue.Bank,
            "银行卡", "银行", "卡号", "账号", "帐号", "账户", "储蓄卡", "信用卡", "借记卡", "工商银行", "建设银行", "农业银行", "中国银行", "招商银行",
            "打款", "转账", "汇款", "开户行"),
        .. Of(Cue.Order, "订单", "订单号", "订单编号", "单号", "快递", "快递单号", "运单", "流水号", "交易号", "物流", "编号", "批号", "国药准字", "条码", "order"),
        .. Of(Cue.Record,
            "病历号", "病案号", "病历本号", "门诊号", "住院号", "就诊号", "就诊卡", "就诊卡号", "诊疗卡", "诊疗卡号", "检验单号", "检查单号", "化验单号",
            "检验号", "检查号", "报告单号", "报告号", "登记号", "病理号", "影像号", "挂号单号", "医保卡", "医保卡号", "社保卡", "社保卡号", "健康卡", "健康卡号"),
        .. Of(Cue.Clinical,
            "血糖", "血压", "心率", "脉搏", "体温", "指标", "分别是", "分别为", "数值", "结果", "白细胞", "血小板", "尿酸", "肌酐", "血脂", "胆固醇", "体重"),
    ];

    private static IEnumerable<(string, Cue)> Of(Cue cue, params string[] words) => words.Select(word => (word, cue));
}
