using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>What an interview says to whom, and that it is never a doctor's word (监管细则 2022, art. 13, 21).</summary>
public sealed class InterviewTests
{
    [Fact]
    public void A_question_is_labelled_and_its_author_is_the_system()
    {
        var actor = Asked.Asking();

        actor.Last.ShouldBeOfType<InterviewAsked>().Text.Value.ShouldBe("【系统自动提问】什么时候开始的？");
        actor.Events[^1].Envelope.By.ShouldBe(Author.System);
    }

    [Fact]
    public void A_sign_in_an_answer_is_answered_in_the_same_decision_once_and_the_consultation_hears_of_it_before_the_next_question()
    {
        var actor = Asked.Asking().Do(People.Wang, Asked.Says(1, "刚才胸痛"));

        actor.Last.ShouldBeOfType<AutomaticPosted>().Flag.ShouldBe(RedFlag.ChestPain);
        (actor.Events[^2].Envelope.By.Role, actor.Events[^1].Envelope.By).ShouldBe((Role.Patient, Author.System));
        actor.Reactions.TakeLast(2).ShouldBe(
            [new(Visit.Id.Feed, new NoteSign(RedFlag.ChestPain)), new(Asked.Feed, new AskNext(2))]);
        actor.Do(Caller.System, Asked.Question(2)).Do(People.Wang, Asked.Says(2, "还是胸痛"));
        actor.Events.Count(e => e.Body is AutomaticPosted).ShouldBe(1);
        actor.Replayed().Signs.ShouldBe([RedFlag.ChestPain]);
    }

    [Fact]
    public void What_the_complaint_showed_was_answered_by_the_consultation_and_is_not_said_again()
    {
        var actor = Asked.New().Do(Caller.System, Asked.Open with { Complaint = "胸痛" }).Do(Caller.System, Asked.Question(1));
        actor.Do(People.Wang, Asked.Says(1, "胸痛两小时"));
        actor.Last.ShouldBeOfType<InterviewAnswered>();
    }

    [Fact]
    public void Fever_of_an_infant_is_a_sign_as_the_consultation_says_whose_it_is()
    {
        var actor = Asked.New().Do(Caller.System, Asked.Open with { Infant = true }).Do(Caller.System, Asked.Question(1));
        actor.Do(People.Wang, Asked.Says(1, "发烧了"));
        actor.Last.ShouldBeOfType<AutomaticPosted>().Flag.ShouldBe(RedFlag.InfantFever);
    }

    [Fact]
    public void The_doctor_reads_it_from_the_assignment_on_and_a_pools_doctor_from_the_acceptance()
    {
        Asked.Opened().Access.Select(change => (change.Grantee, change.Role))
            .ShouldBe([("patient/p-1", Role.Patient), ("account/a-li", Role.Doctor)]);
        var pool = Asked.New().Do(Caller.System, Asked.Open with { DoctorAccount = null });
        pool.Access.Select(change => change.Grantee).ShouldBe(["patient/p-1"]);
        pool.Do(Caller.System, new CloseInterview(People.Li.Account)).Access.Last().Grantee.ShouldBe("account/a-li");
        pool.Do(Caller.System, new CloseInterview(People.Li.Account)).Access.Count().ShouldBe(2, "granted once");
    }

    [Theory]
    [InlineData("finished", true)]
    [InlineData("stopped", true)]
    [InlineData("accepted", true)]
    [InlineData("closed", false)]
    [InlineData("unanswered", false)]
    public void Answers_are_summarized_for_a_doctor_who_comes_or_may_come(string state, bool isSummarized) =>
        Asked.In(state).Reactions.Any(reaction => reaction.Command is SummarizeInterview).ShouldBe(isSummarized);

    [Fact]
    public void The_summary_goes_into_the_consultation()
    {
        var actor = Asked.In("summarized");
        actor.Reactions.Last().ShouldBe(new(Visit.Id.Feed, new PostSummary("小结")));
        actor.Events[^1].Envelope.By.ShouldBe(Author.System);
    }

    [Theory]
    [InlineData("", "invalid")]
    [InlineData("  ", "invalid")]
    [InlineData("x\0", "text.invalid")]
    public void An_answer_that_is_none_is_refused(string text, string code) =>
        Asked.Asking().Send(People.Wang, Asked.Says(1, text)).ShouldBe(code);

    [Fact]
    public void An_answer_is_bounded()
    {
        var actor = Asked.Asking();
        actor.Send(People.Wang, Asked.Says(1, new('好', 501))).ShouldBe(Codes.TextTooLong);
        actor.Send(People.Wang, Asked.Says(1, new('好', 500))).ShouldBeNull();
    }

    [Fact]
    public void After_the_last_question_it_is_finished_whether_that_was_answered_or_skipped()
    {
        Asked.Asking(maxQuestions: 1).Do(People.Wang, Asked.Says(1)).State.Reason.ShouldBe(InterviewEnd.Finished);
        Asked.Asking(maxQuestions: 1).Do(People.Wang, new SkipQuestion(1)).State.Reason.ShouldBe(InterviewEnd.Finished);
    }

    [Fact]
    public void The_number_of_questions_is_that_of_its_beginning()
    {
        var actor = Asked.Opened(maxQuestions: 1).Do(Caller.System, Asked.Question(1));
        var later = new Interview(new() { MaxQuestions = 20 });
        later.Decide(actor.State, Asked.Says(1), new(Asked.Feed, actor.Now, People.Wang)).Events.Last().Body
            .ShouldBeOfType<InterviewEnded>();
    }

    [Fact]
    public void What_is_told_an_assistant_has_neither_names_nor_labels_and_what_was_skipped_has_no_answer()
    {
        var actor = Asked.Answered().Do(Caller.System, Asked.Question(2, "过敏吗？")).Do(People.Wang, new SkipQuestion(2));
        var material = Interview.MaterialOf(actor.State, age: 30);
        (material.Department, material.Age, material.Complaint.Value).ShouldBe(("呼吸内科", 30, "咳嗽三天"));
        material.Turns.ShouldBe([new("topic-1", "什么时候开始的？", "三天前"), new("topic-2", "过敏吗？", PrivateText.Gone)]);
        material.ToString().ShouldNotContain("咳嗽");
    }

    [Fact]
    public void An_interview_whose_texts_are_gone_stands_where_it_stood()
    {
        var (actor, model) = (Asked.In("summarized"), new Interview(new()));
        var gone = actor.Events.Aggregate(model.Empty, (state, e) => model.Apply(state, WithoutText(e.Body), e.Envelope));
        (gone.Reason, gone.IsSummarized, gone.HasAnswers).ShouldBe((InterviewEnd.Stopped, true, true));
        Interview.MaterialOf(gone, age: null).Turns.Single().Answer.ShouldBe(PrivateText.Gone);
    }

    private static EventBody WithoutText(EventBody body) => body switch
    {
        InterviewOpened e => e with { Complaint = default },
        InterviewAsked e => e with { Text = default },
        InterviewAnswered e => e with { Text = default },
        InterviewSummarized e => e with { Text = default },
        _ => body,
    };
}
