using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>How much the patient may say.</summary>
public sealed class RoundsTests
{
    private static readonly ConsultationOptions TwoRounds = new() { Directed = new ConsultationOptions().Directed with { Rounds = 2 } };

    [Fact]
    public void The_complaint_is_no_round_and_neither_is_the_doctors_first_word()
    {
        var actor = Visit.Answered();
        actor.State.RoundsUsed.ShouldBe(0);
        Ask(actor).ShouldBe((1, null));
    }

    [Fact]
    public void Consecutive_messages_of_the_patient_are_one_turn()
    {
        var actor = Visit.Active();
        Ask(actor).ShouldBe((1, null));
        Ask(actor).ShouldBe((1, null));
        actor.Do(People.Li, Visit.Says("好"));
        actor.Do(People.Li, Visit.Says("多喝水"));
        Ask(actor).ShouldBe((2, null));
        actor.State.RoundsUsed.ShouldBe(2);
    }

    [Fact]
    public void Twenty_rounds_two_follow_up_questions_and_then_nothing()
    {
        var actor = Visit.Answered();
        for (var round = 1; round <= 20; round++) AskAndHear(actor).ShouldBe((round, null));
        AskAndHear(actor).ShouldBe((null, 1));
        AskAndHear(actor).ShouldBe((null, 2));
        actor.Send(People.Wang, Visit.Says("还有")).ShouldBe(Codes.QuotaExhausted);
        actor.Send(People.Li, Visit.Says("还有什么？")).ShouldBeNull();
    }

    [Fact]
    public void Messages_of_one_follow_up_question_use_it_once()
    {
        var actor = Visit.Late();
        Ask(actor).ShouldBe((null, 1));
        Ask(actor).ShouldBe((null, 1));
        Consultation.ViewOf(actor.State)!.FollowUpsLeft.ShouldBe(1);
    }

    [Fact]
    public void Granted_rounds_come_before_what_is_left_of_the_follow_up_questions()
    {
        var actor = Visit.Answered(TwoRounds);
        AskAndHear(actor);
        AskAndHear(actor);
        AskAndHear(actor).ShouldBe((null, 1));

        actor.Do(People.Li, new GrantRounds(1));

        AskAndHear(actor).ShouldBe((3, null));
        AskAndHear(actor).ShouldBe((null, 2));
        actor.Send(People.Wang, Visit.Says("还有")).ShouldBe(Codes.QuotaExhausted);
    }

    [Fact]
    public void After_the_window_rounds_that_were_left_are_gone()
    {
        var actor = Visit.Late();
        AskAndHear(actor).ShouldBe((null, 1));
        AskAndHear(actor).ShouldBe((null, 2));
        actor.Send(People.Wang, Visit.Says("还有")).ShouldBe(Codes.QuotaExhausted);
    }

    [Fact]
    public void A_round_under_way_when_the_window_closes_goes_on_as_a_follow_up()
    {
        var actor = Visit.Answered();
        Ask(actor).ShouldBe((1, null));
        actor.Wait(TimeSpan.FromHours(48));
        Ask(actor).ShouldBe((null, 1));
        Ask(actor).ShouldBe((null, 1));
    }

    [Fact]
    public void A_follow_up_under_way_when_the_window_closes_goes_on()
    {
        var actor = Visit.Answered(new() { Directed = new ConsultationOptions().Directed with { Rounds = 0 } });
        Ask(actor).ShouldBe((null, 1));
        actor.Wait(TimeSpan.FromHours(48));
        Ask(actor).ShouldBe((null, 1));
        actor.State.FollowUpsUsed.ShouldBe(1);
    }

    [Fact]
    public void Fifty_messages_make_a_turn()
    {
        var actor = Visit.Active();
        for (var i = 0; i < 50; i++) Ask(actor);
        actor.Send(People.Wang, Visit.Says("51")).ShouldBe(Codes.TurnTooLong);
        actor.Do(People.Li, Visit.Says("好"));
        Ask(actor).ShouldBe((2, null));
    }

    [Fact]
    public void The_turns_of_two_accounts_of_one_patient_are_one()
    {
        var actor = Visit.Active();
        Ask(actor);
        actor.Do(People.Acting("a-mother"), Visit.Says("补充"));
        actor.State.RoundsUsed.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, Codes.Invalid)]
    [InlineData(1, null)]
    [InlineData(50, null)]
    [InlineData(51, Codes.Invalid)]
    public void Between_one_and_fifty_rounds_are_granted_at_once(int rounds, string? code) =>
        Visit.Active().Send(People.Li, new GrantRounds(rounds)).ShouldBe(code);

    [Fact]
    public void Bad_text_is_refused_from_either_side()
    {
        // No inline data: xunit cannot pass half a surrogate pair.
        foreach (var (text, code) in new[] { (" ", Codes.Invalid), ("a\0", Codes.TextInvalid), ("\udc00", Codes.TextInvalid) })
        {
            Visit.Active().Send(People.Wang, Visit.Says(text)).ShouldBe(code);
            Visit.Active().Send(People.Li, Visit.Says(text)).ShouldBe(code);
        }
    }

    [Fact]
    public void A_message_has_at_most_4000_characters()
    {
        Visit.Active().Send(People.Wang, Visit.Says(new string('a', 4000))).ShouldBeNull();
        Visit.Active().Send(People.Wang, Visit.Says(new string('a', 4001))).ShouldBe(Codes.TextTooLong);
    }

    private static (int? Round, int? FollowUp) Ask(Actor<ConsultationState> actor)
    {
        var message = actor.Do(People.Wang, Visit.Says("请问")).Last.ShouldBeOfType<MessagePosted>();
        return (message.Round, message.FollowUp);
    }

    private static (int? Round, int? FollowUp) AskAndHear(Actor<ConsultationState> actor)
    {
        var asked = Ask(actor);
        actor.Do(People.Li, Visit.Says("好"));
        return asked;
    }
}
