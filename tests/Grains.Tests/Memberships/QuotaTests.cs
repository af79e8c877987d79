using Consult.Feeds;
using Consult.Groups;
using Consult.Privacy;

namespace Consult.Memberships;

/// <summary>Questions are free up to a number in any thirty days, and come back to the second.</summary>
public sealed class QuotaTests
{
    private readonly Circle _circle = new Circle().Joined(People.Wang);
    private int _asked;

    [Fact]
    public void The_fourth_question_is_refused_until_thirty_days_after_the_first_have_passed_to_the_millisecond()
    {
        var first = _circle.Now;
        Ask().ShouldBeNull();
        _circle.Wait(TimeSpan.FromHours(1));
        Ask().ShouldBeNull();
        Ask().ShouldBeNull();
        Ask().ShouldBe(Codes.QuestionsUsed);
        _circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(0);
        _circle.ViewOf(Circle.WangsPlace).NextRestoredAt.ShouldBe(first.AddDays(30));

        _circle.Wait(first.AddDays(30) - _circle.Now - TimeSpan.FromMilliseconds(1));
        Ask().ShouldBe(Codes.QuestionsUsed);
        _circle.Wait(TimeSpan.FromMilliseconds(1));
        _circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(1);
        Ask().ShouldBeNull();
        Ask().ShouldBe(Codes.QuestionsUsed);
        _circle.ViewOf(Circle.WangsPlace).NextRestoredAt.ShouldBe(first.AddHours(1).AddDays(30));
    }

    [Fact]
    public void Granted_questions_are_used_after_the_free_ones_and_do_not_run_out()
    {
        _circle.Do(Circle.WangsPlace, People.Li, new GrantQuestions(1));
        for (var i = 0; i < 3; i++) Ask().ShouldBeNull();
        _circle.ViewOf(Circle.WangsPlace).Granted.ShouldBe(1);
        Ask().ShouldBeNull();
        _circle.ViewOf(Circle.WangsPlace).Granted.ShouldBe(0);
        Ask().ShouldBe(Codes.QuestionsUsed);

        _circle.Do(Circle.WangsPlace, People.Li, new GrantQuestions(1)).Wait(TimeSpan.FromDays(365));
        _circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(4);
    }

    [Fact]
    public void No_more_questions_are_granted_than_may_lie_unused()
    {
        for (var i = 0; i < 5; i++) _circle.Do(Circle.WangsPlace, People.Li, new GrantQuestions(10));
        _circle.Send(Circle.WangsPlace, People.Li, new GrantQuestions(1)).ShouldBe(Codes.GrantLimit);
        _circle.Send(Circle.WangsPlace, People.Li, new GrantQuestions(11)).ShouldBe(Codes.Invalid);
        _circle.Send(Circle.WangsPlace, People.Li, new GrantQuestions(0)).ShouldBe(Codes.Invalid);
    }

    [Theory, InlineData(0), InlineData(3)]
    public void A_question_that_is_declined_is_given_back_to_where_it_came_from(int before)
    {
        var circle = new Circle(mask: new() { One = (text, level, _) => new(text, [], text == "卖" ? [CommercialReason.Selling] : []) })
            .Joined(People.Wang).Do(Circle.WangsPlace, People.Li, new GrantQuestions(1));
        for (var i = 0; i < before; i++) circle.Do(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf($"t-{i}"), "咳嗽"));
        var left = circle.ViewOf(Circle.WangsPlace).QuestionsLeft;
        circle.Do(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf("t-9"), "卖"));
        circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(left - 1);

        var post = circle.ViewOf(Circle.WangsPlace).Held.ShouldHaveSingleItem();
        circle.Do(Circle.WangsPlace, People.Li, new DeclineHeld(post));
        circle.ViewOf(Circle.WangsPlace).QuestionsLeft.ShouldBe(left);
        circle.ViewOf(Circle.WangsPlace).Granted.ShouldBe(1);
        circle.Notes.ShouldContain("post.declined");
    }

    private string? Ask() => _circle.Send(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf($"t-{++_asked}"), $"问题{_asked}"));
}
