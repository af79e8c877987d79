using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;

namespace Consult.Memberships;

/// <summary>Marks, streaks and badges.</summary>
public sealed class MeritTests
{
    [Fact]
    public void A_mark_counts_once_however_often_it_is_given_and_can_be_taken_back()
    {
        var circle = Replied();
        for (var i = 0; i < 3; i++) circle.Do(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 3));
        circle.Thread().State.Find(3)!.Helpful.ShouldBe(1);
        circle.ViewOf(Circle.WangsPlace).Helpful.ShouldBe(1);

        for (var i = 0; i < 3; i++) circle.Do(Circle.ZhousPlace, Circle.Zhou, new UnmarkHelpful(Circle.IdOf("t-1"), 3));
        circle.Thread().State.Find(3)!.Helpful.ShouldBe(0);
        circle.ViewOf(Circle.WangsPlace).Helpful.ShouldBe(0);
    }

    [Fact]
    public void Questions_ones_own_reply_and_what_is_hidden_cannot_be_marked()
    {
        var circle = Replied();
        circle.Send(Circle.WangsPlace, People.Wang, new MarkHelpful(Circle.IdOf("t-1"), 3)).ShouldBe(Codes.HelpfulInvalid);
        circle.Send(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 2)).ShouldBe(Codes.HelpfulInvalid);
        circle.Send(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 99)).ShouldBe(Codes.HelpfulInvalid);
        circle.Send("t-1", People.Li, new HideText(3)).ShouldBeNull();
        circle.Send(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 3)).ShouldBe(Codes.HelpfulInvalid);
    }

    [Fact]
    public void Marks_are_bounded()
    {
        var circle = Replied(new() { MaxMarks = 1 });
        circle.Do(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 3));
        circle.Send("t-1", People.Li, Circle.Answer("好的")).ShouldBeNull();
        circle.Send(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 5)).ShouldBe(Codes.HelpfulLimit);
    }

    [Fact]
    public void Weeks_in_a_row_with_an_answer_make_a_streak_by_the_operators_calendar()
    {
        // The first of January 2030 is a Tuesday; Shanghai is eight hours ahead of these times.
        var circle = new Circle(options: new() { FreeQuestions = 100 }).Joined(People.Wang);
        Answered(circle, "t-1");
        Answered(circle, "t-2");
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(1);

        circle.Wait(new DateTimeOffset(2030, 1, 6, 15, 59, 59, TimeSpan.Zero) - circle.Now);
        Answered(circle, "t-3");
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(1);
        circle.Wait(TimeSpan.FromSeconds(1));
        Answered(circle, "t-4");
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(2);
        Badges(circle).ShouldContain(new Badge(BadgeKind.Streak, 2));

        circle.Wait(TimeSpan.FromDays(13));
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(2);
        circle.Wait(TimeSpan.FromDays(1));
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(0);
        Answered(circle, "t-5");
        circle.ViewOf(Circle.WangsPlace).Streak.ShouldBe(1);
    }

    [Fact]
    public void A_badge_is_earned_once_and_kept()
    {
        var circle = Replied(new() { HelpfulBadges = [1] });
        for (var i = 0; i < 2; i++)
        {
            circle.Do(Circle.ZhousPlace, Circle.Zhou, new MarkHelpful(Circle.IdOf("t-1"), 3));
            circle.Do(Circle.ZhousPlace, Circle.Zhou, new UnmarkHelpful(Circle.IdOf("t-1"), 3));
        }
        Badges(circle).ShouldBe([new Badge(BadgeKind.Helpful, 1)]);
        circle.Wang.Events.Count(e => e.Body is BadgeEarned).ShouldBe(1);
        circle.Notes.ShouldContain("badge.earned");
    }

    /// <summary>Zhou's question in t-1 with the reply of Wang, who is a mentor, as its third event.</summary>
    private static Circle Replied(GroupOptions? options = null) => new Circle(options: options)
        .Joined(Circle.Zhou, "海风").Joined(People.Wang)
        .Do(Circle.WangsPlace, People.Li, new AppointMentor())
        .Do(Circle.ZhousPlace, Circle.Zhou, new AskQuestion(Circle.IdOf("t-1"), "夜里咳怎么办"))
        .Do(Circle.WangsPlace, People.Wang, new ReplyAsMentor(Circle.IdOf("t-1"), "我睡前喝温水"));

    private static void Answered(Circle circle, string thread)
    {
        circle.Do(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf(thread), "咳嗽"));
        circle.Send(thread, People.Li, Circle.Answer("多喝水")).ShouldBeNull();
    }

    private static ImmutableArray<Badge> Badges(Circle circle) => circle.ViewOf(Circle.WangsPlace).Badges;
}
