using Consult.Feeds;
using Consult.Groups;
using Consult.Privacy;
using Consult.Threads;

namespace Consult.Memberships;

/// <summary>Nothing is shown before it was masked, and nothing at all when masking fails.</summary>
public sealed class MaskingTests
{
    private const string Number = "13812345678";

    [Fact]
    public void The_thread_gets_masked_text_and_the_original_stays_in_the_membership()
    {
        var circle = new Circle().Joined(People.Wang);
        Ask(circle, $"我的电话{Number}，咳嗽怎么办").ShouldBeNull();

        var written = circle.Wang.Events.Select(e => e.Body).OfType<PostWritten>().ShouldHaveSingleItem();
        written.Original.Value.ShouldNotBeNull().ShouldContain(Number);
        written.Found.ShouldBe([PrivacyKind.Mobile]);
        written.Reasons.ShouldBeEmpty();
        Text(circle.Thread()).ShouldContain("138****5678");
        Shown(circle).ShouldNotContain(Number);
    }

    [Fact]
    public void What_cannot_be_masked_is_held_and_nobody_sees_any_of_it()
    {
        var circle = new Circle(mask: Failing).Joined(People.Wang);
        Ask(circle, "咳嗽怎么办").ShouldBeNull();

        circle.Thread().Events.ShouldBeEmpty();
        Shown(circle).ShouldNotContain("咳嗽怎么办");
        circle.Group.State.Held.ShouldHaveSingleItem().Reasons.ShouldBe([HoldReason.MaskingFailed]);
        var post = circle.ViewOf(Circle.WangsPlace).Held.ShouldHaveSingleItem();
        circle.Send(Circle.WangsPlace, People.Li, new ReleaseHeld(post)).ShouldBe(Codes.MaskingFailed);
        circle.Thread().Events.ShouldBeEmpty();
    }

    [Fact]
    public void One_that_could_not_be_masked_is_not_released_after_the_fault_was_mended_either()
    {
        var isBroken = true;
        var circle = new Circle(mask: new()
        {
            One = (text, level, byStaff) => isBroken && text.StartsWith('找') ? throw new InvalidOperationException() : PrivacyMask.Mask(text, level, byStaff),
        }).Joined(People.Wang);
        Ask(circle, "找我138123").ShouldBeNull();
        isBroken = false;
        var post = circle.ViewOf(Circle.WangsPlace).Held[0];
        circle.Send(Circle.WangsPlace, People.Li, new ReleaseHeld(post)).ShouldBe(Codes.MaskingFailed);
        circle.Do(Circle.WangsPlace, People.Li, new DeclineHeld(post));
        circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(3);
    }

    [Fact]
    public void A_later_look_with_fewer_posts_does_not_bring_back_what_was_masked()
    {
        var circle = new Circle().Joined(People.Wang);
        Ask(circle, "有事找我138123").ShouldBeNull();
        foreach (var text in new[] { "45678随时", "再说一遍138123", "45678" })
            circle.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), text));
        foreach (var post in circle.ViewOf(Circle.WangsPlace).Held) circle.Do(Circle.WangsPlace, People.Li, new ReleaseHeld(post));
        Seen(circle.Thread()).ShouldNotContain("45678");
        Seen(circle.Thread()).ShouldNotContain("138123");
    }

    [Fact]
    public void When_the_search_over_several_posts_fails_the_later_one_is_held()
    {
        var circle = new Circle(mask: new() { Several = (_, _) => throw new InvalidOperationException() }).Joined(People.Wang);
        Ask(circle, "咳嗽怎么办").ShouldBeNull();
        circle.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "还有痰"));
        circle.Group.State.Held.ShouldHaveSingleItem().Reasons.ShouldBe([HoldReason.MaskingFailed]);
        circle.Thread().State.Posts.Length.ShouldBe(1);
    }

    [Fact]
    public void Commercial_text_is_held_until_somebody_releases_it()
    {
        var circle = new Circle(mask: new() { One = (text, _, _) => new(text, [], text == "代购" ? [CommercialReason.Selling, CommercialReason.Link] : []) })
            .Joined(People.Wang);
        Ask(circle, "代购").ShouldBeNull();
        var held = circle.Group.State.Held.ShouldHaveSingleItem();
        held.Reasons.ShouldBe([HoldReason.Selling, HoldReason.Link]);
        circle.Group.Events[^1].Envelope.Audience.ShouldBe(Audience.Staff);
        circle.Thread().Events.ShouldBeEmpty();

        circle.Do(Circle.WangsPlace, Circle.Helper, new ReleaseHeld(held.Post));
        Text(circle.Thread()).ShouldBe("代购");
        circle.Group.State.Held.ShouldBeEmpty();
        circle.Send(Circle.WangsPlace, People.Li, new ReleaseHeld(held.Post)).ShouldBe(Codes.PostAbsent);
    }

    [Fact]
    public void A_release_after_the_consent_was_withdrawn_is_refused()
    {
        var circle = new Circle(mask: new() { One = (text, _, _) => new(text, [], text == "代购" ? [CommercialReason.Selling] : []) })
            .Joined(People.Wang);
        Ask(circle, "代购").ShouldBeNull();
        circle.Consents = [];
        circle.Send(Circle.WangsPlace, People.Li, new ReleaseHeld(circle.ViewOf(Circle.WangsPlace).Held[0])).ShouldBe(Codes.ConsentRequired);
        Ask(circle, "再问", "t-2").ShouldBe(Codes.ConsentRequired);
    }

    [Fact]
    public void A_number_split_over_two_posts_holds_the_second_and_masks_the_first_anew()
    {
        var circle = new Circle().Joined(People.Wang);
        Ask(circle, "有事找我138123").ShouldBeNull();
        circle.Wait(TimeSpan.FromSeconds(119));
        circle.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "45678随时"));

        circle.Group.State.Held.ShouldHaveSingleItem().Reasons.ShouldBe([HoldReason.Split]);
        var remasked = circle.Thread().Events.Select(e => e.Body).OfType<TextRemasked>().ShouldHaveSingleItem();
        remasked.Text.Value.ShouldNotBeNull().ShouldNotContain("138123");
        Seen(circle.Thread()).ShouldNotContain("138123");

        // Released, the second part stays masked too.
        circle.Do(Circle.WangsPlace, People.Li, new ReleaseHeld(circle.ViewOf(Circle.WangsPlace).Held[0]));
        Seen(circle.Thread()).ShouldNotContain("45678");
    }

    [Fact]
    public void After_two_minutes_posts_are_not_read_together_and_a_harmless_third_is_not_held()
    {
        var circle = new Circle().Joined(People.Wang);
        Ask(circle, "有事找我138123").ShouldBeNull();
        circle.Wait(TimeSpan.FromMilliseconds(120_001));
        circle.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "45678随时"));
        circle.Group.State.Held.ShouldBeEmpty();

        var split = new Circle().Joined(People.Wang);
        Ask(split, "有事找我138123").ShouldBeNull();
        split.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "45678随时"));
        split.Do(Circle.WangsPlace, People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "谢谢大家"));
        split.Group.State.Held.Length.ShouldBe(1);
        split.Thread().State.Posts.Length.ShouldBe(2);
    }

    [Fact]
    public void As_many_posts_are_held_as_allowed_and_the_next_is_refused()
    {
        var circle = new Circle(options: new() { FreeQuestions = 100, MaxHeld = 2 }, mask: Failing).Joined(People.Wang);
        Ask(circle, "一", "t-1").ShouldBeNull();
        Ask(circle, "二", "t-2").ShouldBeNull();
        Ask(circle, "三", "t-3").ShouldBe(Codes.HeldLimit);
    }

    [Theory, InlineData("13812345678"), InlineData("找我13812345678"), InlineData("")]
    public void A_nickname_gives_nothing_away(string nickname)
    {
        var wish = new JoinGroup { Group = Circle.Id, Patient = People.Patient, Nickname = nickname };
        new Circle().Send(Circle.WangsPlace, People.Wang, wish).ShouldBe(nickname.Length == 0 ? Codes.Invalid : Codes.NicknamePrivate);
        new Circle(mask: new() { One = (text, _, _) => text == "晨光" ? throw new InvalidOperationException() : new(text, [], []) })
            .Send(Circle.WangsPlace, People.Wang, wish with { Nickname = "晨光" }).ShouldBe(Codes.NicknamePrivate);
        new Circle().Send(Circle.WangsPlace, People.Wang, wish with { Nickname = new string('字', 21) }).ShouldBe(Codes.TextTooLong);
    }

    // The group's own texts and nicknames pass; what members write does not.
    private static GroupMask Failing => new()
    {
        One = (text, _, byStaff) => byStaff || text == "晨光" ? new(text, [], []) : throw new InvalidOperationException("a defect"),
    };

    private static string? Ask(Circle circle, string text, string thread = "t-1") =>
        circle.Send(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf(thread), text));

    private static string Text(Actor<GroupThreadState> thread) => ((QuestionAsked)thread.Events[1].Body).Text.Value!;

    /// <summary>Everything that members can ever read.</summary>
    private static string Shown(Circle circle) => string.Concat(
        circle.Threads.SelectMany(thread => thread.Events).Concat(circle.Group.Events).Select(e => Actor<GroupThreadState>.Json<object>(e.Body)));

    /// <summary>What members read of a thread now.</summary>
    private static string Seen(Actor<GroupThreadState> thread)
    {
        var model = new GroupThread(new(), new());
        var gone = thread.Events.SelectMany(e => model.RedactionsOf(e.Body)).Select(row => row.Seq).ToHashSet();
        return string.Concat(thread.Events.Where(e => !gone.Contains(e.Envelope.Seq)).Select(e => Actor<GroupThreadState>.Json<object>(e.Body)));
    }
}
