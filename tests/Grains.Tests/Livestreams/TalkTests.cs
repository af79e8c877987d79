using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>What is written: under which name, how often, and what of it others see.</summary>
public sealed class TalkTests
{
    private static readonly LineFilter Real = new(Masking.Default);

    [Fact]
    public void A_telephone_number_is_no_part_of_any_event()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat("我的手机是13812345678");
        actor.Ask("打 138 1234 5678 找我行吗");
        actor.Do(Studio.Ann, new AskQuestion("一三八一二三四五六七八 是我", IsAnonymous: true));

        actor.Events.ShouldAllBe(e => !Actor<LivestreamState>.Json<object>(e.Body).Contains("12345678", StringComparison.Ordinal));
        actor.Events.ShouldAllBe(e => !Actor<LivestreamState>.Json<object>(e.Body).Contains("1234 5678", StringComparison.Ordinal));
        actor.Events.ShouldAllBe(e => !Actor<LivestreamState>.Json<object>(e.Body).Contains("二三四五六七八", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("加我微信 drwang2030 便宜卖药")]
    [InlineData("详情点 https://example.com/buy")]
    public void What_sells_or_leads_away_is_held_and_its_sender_told(string text)
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat(text);

        actor.Value.ShouldBe(Lines.Held);
        actor.Events[^1].Envelope.Audience.ShouldBe(Audience.Staff);
        actor.SeenBy(Studio.Ben).ShouldNotContain(body => body is ChatPosted || body is LineHeld);
    }

    [Fact]
    public void When_masking_fails_nobody_but_the_staff_sees_the_text_and_it_cannot_be_released()
    {
        var actor = Studio.Live();
        var line = actor.Chat("坏掉了");

        actor.State.Held[line].Reason.ShouldBe(LineHold.MaskFailed);
        actor.Events[^1].Envelope.Audience.ShouldBe(Audience.Staff);
        actor.Send(Studio.Moderator, new ReleaseHeld(line)).ShouldBe(Codes.LivestreamMaskFailed);
        actor.Do(Studio.Moderator, new DeclineHeld(line));
        actor.SeenBy(Studio.Ben).ShouldAllBe(body => !Actor<LivestreamState>.Json<object>(body).Contains('坏'));
        actor.SeenBy(Studio.Moderator).ShouldAllBe(body => !Actor<LivestreamState>.Json<object>(body).Contains('坏'));
    }

    [Fact]
    public void A_number_in_three_lines_is_held_and_the_lines_before_are_shown_in_other_words()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat("139");
        actor.Wait(TimeSpan.FromSeconds(50)).Chat("8765");
        actor.Wait(TimeSpan.FromSeconds(50)).Chat("4321");

        actor.State.Held.Values.Single().Reason.ShouldBe(LineHold.Split);
        string.Concat(TextsOf(actor)).ShouldNotContain("8765");
        string.Concat(TextsOf(actor)).ShouldNotContain("4321");
    }

    [Fact]
    public void Pieces_that_are_more_than_two_minutes_apart_are_no_number_any_more()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat("139");
        actor.Wait(TimeSpan.FromMinutes(2)).Chat("8765");
        actor.Wait(TimeSpan.FromMinutes(2)).Chat("4321");

        actor.State.Held.ShouldBeEmpty();
        TextsOf(actor).ShouldBe(["139", "8765", "4321"]);
    }

    [Fact]
    public void Pieces_of_two_people_are_no_number()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat("139");
        actor.Chat("87654321", Studio.Ben);
        actor.State.Held.ShouldBeEmpty();
    }

    [Fact]
    public void Half_a_line_that_fails_to_be_masked_with_the_others_is_held()
    {
        var split = new Masking((text, _) => new(text, [], []), _ => throw new InvalidOperationException("broken"));
        var actor = Studio.Live(masking: split);
        actor.Chat("一");
        actor.Chat("二");
        actor.State.Held.Values.Single().Reason.ShouldBe(LineHold.MaskFailed);
    }

    [Fact]
    public void The_same_again_within_a_minute_is_a_duplicate_whatever_the_marks_and_case()
    {
        var actor = Studio.Live();
        actor.Chat("Hello 大家好！");
        actor.Send(Studio.Ann, new PostChat("hello，大家好")).ShouldBe(Codes.LivestreamDuplicate);
        actor.Send(Studio.Ann, new AskQuestion("HELLO大家好", true)).ShouldBe(Codes.LivestreamDuplicate);
        actor.Send(Studio.Ben, new PostChat("Hello 大家好！")).ShouldBeNull();
        actor.Wait(TimeSpan.FromSeconds(60)).Send(Studio.Ann, new PostChat("hello，大家好")).ShouldBeNull();
    }

    [Fact]
    public void Slow_mode_lets_a_viewer_write_again_to_the_second_and_does_not_slow_the_staff()
    {
        var actor = Studio.Live().Do(Studio.Moderator, new SetSlowMode(30));
        actor.Chat("一");
        actor.Wait(TimeSpan.FromMilliseconds(29_999)).Send(Studio.Ann, new PostChat("二")).ShouldBe(Codes.LivestreamSlow);
        actor.Wait(TimeSpan.FromMilliseconds(1)).Send(Studio.Ann, new PostChat("二")).ShouldBeNull();
        actor.Do(People.Li, new PostChat("三")).Do(People.Li, new PostChat("四"));
        actor.Do(Studio.Moderator, new SetSlowMode(0)).Send(Studio.Ann, new PostChat("五")).ShouldBeNull();
    }

    [Fact]
    public void A_viewer_writes_so_many_lines_in_a_minute_and_no_more()
    {
        var actor = Studio.Live(new() { LinesPerMinute = 3 });
        foreach (var text in new[] { "一", "二", "三" }) actor.Chat(text);
        actor.Send(Studio.Ann, new PostChat("四")).ShouldBe(Codes.LivestreamTooMany);
        actor.Wait(TimeSpan.FromMinutes(1)).Send(Studio.Ann, new PostChat("四")).ShouldBeNull();
    }

    [Fact]
    public void Who_writes_has_a_nickname_and_who_asks_anonymously_needs_none()
    {
        var actor = Studio.Live();
        var carl = Studio.Viewer("a-carl");
        actor.Send(carl, new PostChat("你好")).ShouldBe(Codes.LivestreamNicknameRequired);
        actor.Send(carl, new AskQuestion("请问", false)).ShouldBe(Codes.LivestreamNicknameRequired);
        actor.Send(carl, new AskQuestion("请问", true)).ShouldBeNull();
        actor.Last.ShouldBeOfType<QuestionAsked>().Nickname.IsGone.ShouldBeTrue();
    }

    [Theory]
    [InlineData("安 安", Codes.LivestreamNicknameTaken)]
    [InlineData("李医生", Codes.LivestreamNicknameTaken)]
    [InlineData("高医生！", Codes.LivestreamNicknameTaken)]
    [InlineData("13812345678", Codes.LivestreamNicknamePrivate)]
    [InlineData("", Codes.Invalid)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十零", Codes.TextTooLong)]
    [InlineData("阿卡", null)]
    public void A_nickname_is_ones_own_and_says_nothing_private(string nickname, string? code) =>
        Studio.Live(masking: Masking.Default).Send(Studio.Viewer("a-carl"), new TakeNickname(nickname)).ShouldBe(code);

    [Fact]
    public void A_nickname_is_taken_once()
    {
        var actor = Studio.Live();
        actor.Do(Studio.Ann, new TakeNickname("安安"));
        actor.Send(Studio.Ann, new TakeNickname("别的")).ShouldBe(Codes.LivestreamNicknameSet);
    }

    [Fact]
    public void An_account_has_so_many_open_questions_and_a_livestream_so_many_in_all()
    {
        var actor = Studio.Live(new() { MaxOwnQuestions = 2, MaxOpenQuestions = 3 });
        var first = actor.Ask("一");
        actor.Ask("二");
        actor.Send(Studio.Ann, new AskQuestion("三", false)).ShouldBe(Codes.LivestreamQuestionsYours);
        actor.Ask("四", Studio.Ben);
        actor.Send(Studio.Ben, new AskQuestion("五", false)).ShouldBe(Codes.LivestreamQuestionsFull);
        actor.Do(Studio.Moderator, new DismissQuestion(first));
        actor.Send(Studio.Ben, new AskQuestion("五", false)).ShouldBeNull();
        actor.Send(Studio.Moderator, new ReopenQuestion(first)).ShouldBe(Codes.LivestreamQuestionsFull);
    }

    [Fact]
    public void When_as_much_is_held_as_can_be_kept_what_would_be_held_is_refused_and_all_else_goes_on()
    {
        var actor = Studio.Live(new() { MaxHeld = 1 });
        actor.Chat("广告一");
        actor.Send(Studio.Ben, new PostChat("广告二")).ShouldBe(Codes.LivestreamHeldFull);
        actor.Send(Studio.Ben, new PostChat("你好")).ShouldBeNull();
    }

    [Fact]
    public void The_number_in_an_answer_is_that_of_the_line_also_when_lines_before_are_shown_anew()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Chat("139");
        actor.Chat("8765");
        var line = actor.Ask("4321");
        actor.State.Held.Keys.ShouldBe([line]);
        actor.State.Questions.Find(line)!.Status.ShouldBe(QuestionStatus.Held);
    }

    [Fact]
    public void A_doctor_may_name_the_lines_of_the_practice() =>
        Real.Filter("科室电话 010-62345678", byStaff: true, []).Text.ShouldContain("62345678");

    private static ImmutableArray<string> TextsOf(Actor<LivestreamState> actor) =>
    [
        .. actor.SeenBy(Studio.Ben).Select(body => body switch
        {
            ChatPosted e => e.Text.Value,
            LineRemasked e => e.Text.Value,
            _ => null,
        }).OfType<string>(),
    ];

    [Fact]
    public void What_nobody_has_said_is_left_out_of_a_view_and_not_null_in_it()
    {
        var actor = Studio.Scheduled();
        var view = JsonSerializer.Serialize(Livestream.ViewOf(actor.State, 0, actor.State.Figures), FeedJson.Options);
        view.ShouldContain("\"title\"");
        view.ShouldNotContain("pinned");

        JsonSerializer.Serialize(Livestream.PresenceOf(actor.State, Studio.Ann.Account), FeedJson.Options).ShouldContain("安安");
        JsonSerializer.Serialize(Livestream.PresenceOf(actor.State, new("a-new")), FeedJson.Options).ShouldNotContain("nickname");
    }
}
