using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>
/// Signs in what a patient writes that somebody needs help at once, by fixed word lists. It errs on the side of a
/// notice too many: only what directly denies a sign (没有胸痛, 不想死) keeps it silent.
/// </summary>
internal static partial class RedFlags
{
    // How far before a sign a denial is looked for, in characters: bounded, whatever is written.
    private const int DenialReach = 40;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private static readonly (RedFlag Flag, string[] Words)[] Lists =
    [
        (RedFlag.ChestPain, ["胸痛", "胸疼", "胸口痛", "胸口疼", "胸口剧痛", "胸部疼痛", "胸部剧痛", "心口痛", "心口疼", "心绞痛"]),
        (RedFlag.Stroke,
        [
            "口角歪斜", "嘴角歪", "口眼歪斜", "嘴歪", "言语不清", "说话不清", "口齿不清", "一侧肢体无力", "单侧肢体无力", "一侧手脚无力",
            "半边身子没力", "半身无力", "半身不遂",
        ]),
        (RedFlag.Suicide, ["想死", "自杀", "轻生", "不想活", "活不下去", "结束生命", "结束自己的生命", "伤害自己"]),
        (RedFlag.InfantFever, ["发烧", "发热", "高烧", "高热"]),
        (RedFlag.Breathlessness,
            ["呼吸困难", "喘不上气", "喘不过气", "透不过气", "上不来气", "无法呼吸", "不能呼吸", "嘴唇发紫", "窒息"]),
        (RedFlag.Bleeding, ["大出血", "大量出血", "血流不止", "出血不止", "止不住血", "呕血", "吐血", "咯血"]),
        (RedFlag.Anaphylaxis, ["过敏性休克", "喉头水肿", "喉咙肿", "严重过敏"]),
        (RedFlag.Unconsciousness, ["昏迷", "意识不清", "失去意识", "叫不醒", "抽搐"]),
    ];

    // What may stand beside a sign in a list that one denial covers: 没有发烧、咳嗽和胸痛.
    private static readonly string[] OtherSymptoms =
        ["咳嗽", "咳痰", "头痛", "头晕", "恶心", "呕吐", "腹痛", "腹泻", "心慌", "胸闷", "乏力", "皮疹"];

    // A denial counts only right before the sign, so that 睡不好胸痛 and 没有缓解的胸痛 are heard; asked (有没有, 是不是) or
    // denied itself (不是没有) it denies nothing.
    private static readonly Regex Denied = new(
        "(?<!有|是|会|要|想|并非)(没有|没|无|未|否认|并非|不|从不|从未)(有|见|是|再|会|要|出现|发生|存在|感到|感觉到|觉得|任何|明显|过)*((" +
        string.Join('|', Lists.SelectMany(list => list.Words).Concat(OtherSymptoms).Select(Regex.Escape)) +
        ")[、和或及与])*$",
        RegexOptions.CultureInvariant, MatchTimeout);

    private static readonly char[] ClauseEnds = [.. "，。；！？,;!?\n但却"];

    /// <summary>The signs in a text, each once, in the order of <see cref="RedFlag"/>.</summary>
    /// <param name="text">What the patient wrote.</param>
    /// <param name="isInfant">Whether the patient is in the first year of life.</param>
    public static ImmutableArray<RedFlag> In(string text, bool isInfant)
    {
        var plain = Plain(text);
        var clauses = plain.Split(ClauseEnds, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. Lists.Where(list => list.Flag is RedFlag.InfantFever
                    ? isInfant && (Temperature().IsMatch(plain) || Shows(clauses, list.Words))
                    : Shows(clauses, list.Words))
                .Select(list => list.Flag),
        ];
    }

    /// <summary>The event that tells the patient at once; no person is its author.</summary>
    public static Draft Notice(RedFlag flag) =>
        new(new AutomaticPosted { Kind = AutomaticKind.Notice, Flag = flag, Text = NoticeOf(flag) }, IsAutomatic: true);

    /// <summary>What the patient is told at once: that nobody has read this yet, and whom to call.</summary>
    public static string NoticeOf(RedFlag flag) => "【系统自动提示，非医生意见】" + flag switch
    {
        RedFlag.Suicide =>
            "您提到了轻生的想法。您不必独自面对：请立即拨打全国统一心理援助热线12356；如有危险，请拨打120或110，并请身边的人陪伴您。",
        RedFlag.InfantFever => "一岁以内的婴儿发热可能进展很快，请立即带孩子到医院急诊就诊；如精神差、拒奶、抽搐或呼吸急促，请拨打120。",
        RedFlag.Stroke => "您描述的情况可能是卒中的表现。请立即拨打120，记下症状开始的时间，不要自行服药或驾车。",
        RedFlag.ChestPain => "胸痛可能是心脏急症的表现。请立即停止活动并拨打120，不要自行驾车就医。",
        _ => "您描述的情况可能危及生命。请立即拨打120或前往最近的医院急诊，不要等待在线回复。",
    };

    // Full-width digits and letters as plain ones, and no blanks: neither is a way around the lists. By hand, because
    // the runtime folds width only where it has the data for it.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            if (c is '\n' || !char.IsWhiteSpace(c))
                plain.Append(c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c);
        return plain.ToString();
    }

    private static bool Shows(string[] clauses, string[] words) => clauses.Any(clause => words.Any(word =>
    {
        for (var at = clause.IndexOf(word, StringComparison.Ordinal); at >= 0; at = clause.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (!Denied.IsMatch(clause[Math.Max(0, at - DenialReach)..at]))
                return true;
        return false;
    }));

    // 38–43 °C, with its unit or after 体温.
    [GeneratedRegex(@"(?<![\d.])(3[89]|4[0-3])(\.\d+)?(度|℃|°C)|(体温|温度|烧到)[^\d，。；,;]{0,4}(3[89]|4[0-3])(?!\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Temperature();
}
