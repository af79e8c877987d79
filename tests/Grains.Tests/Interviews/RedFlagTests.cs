using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

public sealed class RedFlagTests
{
    [Theory]
    [InlineData("今天早上开始胸痛", RedFlag.ChestPain)]
    [InlineData("胸 口 疼得厉害", RedFlag.ChestPain)]
    [InlineData("晚上睡不好胸痛", RedFlag.ChestPain)]
    [InlineData("没有缓解的胸痛", RedFlag.ChestPain)]
    [InlineData("没有发烧，胸痛两小时", RedFlag.ChestPain)]
    [InlineData("没有发烧但是胸痛", RedFlag.ChestPain)]
    [InlineData("昨天没有胸痛，今天胸痛了", RedFlag.ChestPain)]
    [InlineData("不是没有胸痛", RedFlag.ChestPain)]
    [InlineData("这是不是心绞痛", RedFlag.ChestPain)]
    [InlineData("会不会窒息", RedFlag.Breathlessness)]
    [InlineData("爸爸突然口角歪斜", RedFlag.Stroke)]
    [InlineData("早上起来言语不清", RedFlag.Stroke)]
    [InlineData("一侧肢体无力", RedFlag.Stroke)]
    [InlineData("我想死", RedFlag.Suicide)]
    [InlineData("有过自杀的念头", RedFlag.Suicide)]
    [InlineData("常常想轻生", RedFlag.Suicide)]
    [InlineData("真的不想活了", RedFlag.Suicide)]
    [InlineData("呼吸困难", RedFlag.Breathlessness)]
    [InlineData("喘不上气", RedFlag.Breathlessness)]
    [InlineData("伤口血流不止", RedFlag.Bleeding)]
    [InlineData("刚才吐血了", RedFlag.Bleeding)]
    [InlineData("打针以后喉头水肿", RedFlag.Anaphylaxis)]
    [InlineData("孩子叫不醒", RedFlag.Unconsciousness)]
    public void A_sign_is_found(string text, RedFlag flag) => RedFlags.In(text, isInfant: false).ShouldBe([flag]);

    [Theory]
    [InlineData("没有胸痛")]
    [InlineData("没胸痛，也没有呼吸困难")]
    [InlineData("无胸痛、呼吸困难")]
    [InlineData("否认胸痛")]
    [InlineData("没有发烧、咳嗽和胸痛")]
    [InlineData("没有出现过胸痛")]
    [InlineData("我不想死")]
    [InlineData("不会自杀")]
    [InlineData("从未想死")]
    [InlineData("咳嗽三天，晚上加重")]
    [InlineData("胸口闷了两天")]
    [InlineData("发烧39度")]
    [InlineData("")]
    public void What_is_denied_or_harmless_stays_silent(string text) => RedFlags.In(text, isInfant: false).ShouldBeEmpty();

    [Theory]
    [InlineData("宝宝发烧了", true)]
    [InlineData("体温38.5", true)]
    [InlineData("量了３８．２℃", true)]
    [InlineData("烧到39", true)]
    [InlineData("体温37.6", false)]
    [InlineData("没有发热", false)]
    [InlineData("身高138厘米", false)]
    public void Fever_counts_in_the_first_year_of_life(string text, bool isFound)
    {
        RedFlags.In(text, isInfant: true).Contains(RedFlag.InfantFever).ShouldBe(isFound);
        RedFlags.In(text, isInfant: false).ShouldBeEmpty();
    }

    [Fact]
    public void Several_signs_are_found_at_once() =>
        RedFlags.In("胸痛，喘不上气，想死", isInfant: false)
            .ShouldBe([RedFlag.ChestPain, RedFlag.Suicide, RedFlag.Breathlessness]);

    [Fact]
    public void Every_notice_says_that_it_is_automatic_and_whom_to_call()
    {
        foreach (var flag in Enum.GetValues<RedFlag>())
        {
            RedFlags.NoticeOf(flag).ShouldStartWith("【系统自动提示，非医生意见】");
            RedFlags.NoticeOf(flag).ShouldContain("120");
        }
        RedFlags.NoticeOf(RedFlag.Suicide).ShouldContain("12356");
    }

    [Fact]
    public void A_complaint_that_shows_a_sign_is_answered_in_the_same_decision_by_the_system()
    {
        var actor = Visit.New().Do(People.Wang, Visit.Open with { Request = Visit.Wish with { Complaint = "胸痛" } });

        actor.Events.Count.ShouldBe(2);
        var notice = actor.Last.ShouldBeOfType<AutomaticPosted>();
        (notice.Kind, notice.Flag).ShouldBe((AutomaticKind.Notice, RedFlag.ChestPain));
        actor.Events[0].Envelope.By.Role.ShouldBe(Role.Patient);
        actor.Events[1].Envelope.By.ShouldBe(Author.System);
        actor.Replayed().RedFlags.ShouldBe([RedFlag.ChestPain]);
    }

    [Fact]
    public void A_message_is_answered_once_for_each_sign_and_a_notice_is_neither_a_round_nor_a_reply()
    {
        var actor = Visit.Active().Do(People.Wang, Visit.Says("胸痛"));
        var before = actor.State;

        actor.Do(People.Wang, Visit.Says("还是胸痛")).Do(People.Wang, Visit.Says("想死"));

        actor.Events.Select(e => e.Body).OfType<AutomaticPosted>().Select(e => e.Flag)
            .ShouldBe([RedFlag.ChestPain, RedFlag.Suicide]);
        (before.RoundsUsed, actor.State.RoundsUsed, actor.State.FirstReplyAt).ShouldBe((1, 1, null));
        actor.State.DoctorUnread.Length.ShouldBe(3);
        actor.State.PatientUnread.ShouldBeEmpty();
    }

    [Fact]
    public void The_doctors_words_are_no_sign() =>
        Visit.Active().Do(People.Li, Visit.Says("有胸痛吗？")).Last.ShouldBeOfType<MessagePosted>();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public void The_age_is_taken_from_the_patients_own_record(int? age, bool isAnswered)
    {
        var open = Visit.Open with { Patient = Visit.Standing with { Age = age } };
        var actor = Visit.New().Do(People.Wang, open with { Request = Visit.Wish with { Complaint = "发烧38.5度" } });
        (actor.Last is AutomaticPosted { Flag: RedFlag.InfantFever }).ShouldBe(isAnswered);
        actor.Replayed().IsInfant.ShouldBe(isAnswered);
    }
}
