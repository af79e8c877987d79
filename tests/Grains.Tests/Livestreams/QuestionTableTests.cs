using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>What every command does with a question in every state.</summary>
public sealed class QuestionTableTests
{
    // A cell is the state afterwards, "=" (accepted, nothing happens) or "absent", "state" or "answering": why it is refused.
    private const string Table = """
        command   held      open      picked    answering answered  dismissed withdrawn declined  hidden    otherlive
        vote      absent    ok        ok        state     state     state     state     absent    absent    ok
        unvote    absent    =         =         state     state     state     state     absent    absent    =
        withdraw  withdrawn withdrawn withdrawn state     state     state     =         state     withdrawn withdrawn
        pick      state     picked    =         state     state     state     state     state     state     picked
        begin     state     answering answering =         state     state     state     state     state     busy
        finish    state     state     state     answered  =         state     state     state     state     state
        dismiss   state     dismissed dismissed state     state     =         state     =         state     dismissed
        reopen    state     =         open      state     open      open      state     state     =         =
        release   open      line      line      line      line      line      line      line      line      line
        decline   dismissed line      line      line      line      line      line      line      line      line
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var lines = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var cells = new TheoryData<string, string, string>();
        foreach (var row in lines.Skip(1))
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], lines[0][column], row[column]);
        return cells;
    }

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome)
    {
        var (actor, question) = In(state);
        var before = (actor.State.Questions.Find(question)!, actor.Events.Count);
        var (by, sent) = Make(command, question);

        var code = actor.Send(by, sent);

        var after = actor.State.Questions.Find(question)!;
        code.ShouldBe(outcome switch
        {
            "absent" => Codes.LivestreamQuestionAbsent,
            "state" => Codes.LivestreamQuestionState,
            "busy" => Codes.LivestreamAnswering,
            "line" => Codes.LivestreamLineAbsent,
            _ => null,
        });
        if (code is not null || outcome is "=") (after, actor.Events.Count).ShouldBe(before);
        else if (outcome is "ok") after.Votes.ShouldContain(by.Account);
        else after.Status.ToString().ShouldBe(outcome, StringCompareShould.IgnoreCase);
        actor.State.Answering.ShouldBe(
            state is "otherlive" ? actor.State.Answering : after.Status is QuestionStatus.Answering ? question : null);
    }

    [Fact]
    public void Of_two_questions_one_is_answered_at_a_time()
    {
        var actor = Studio.Live();
        var (first, second) = (actor.Ask("第一问"), actor.Ask("第二问"));
        actor.Do(People.Li, new BeginAnswer(first));

        actor.Send(Studio.CoHost, new BeginAnswer(second)).ShouldBe(Codes.LivestreamAnswering);
        actor.Do(People.Li, new FinishAnswer(first));
        actor.Send(Studio.CoHost, new BeginAnswer(second)).ShouldBeNull();
    }

    [Fact]
    public void What_is_being_answered_when_the_livestream_ends_was_answered()
    {
        var actor = Studio.Live();
        var question = actor.Ask();
        actor.Do(People.Li, new BeginAnswer(question)).Do(People.Li, new EndLivestream());

        actor.State.Questions.Find(question)!.Status.ShouldBe(QuestionStatus.Answered);
        actor.State.Answering.ShouldBeNull();
    }

    [Fact]
    public void Nobody_withdraws_the_question_of_another()
    {
        var actor = Studio.Live();
        actor.Send(Studio.Ben, new WithdrawQuestion(actor.Ask())).ShouldBe(Codes.LivestreamQuestionAbsent);
    }

    [Fact]
    public void Questions_are_answered_in_a_livestream_that_is_live_alone()
    {
        var actor = Studio.Scheduled();
        actor.Send(People.Li, new BeginAnswer(actor.Ask())).ShouldBe(Codes.LivestreamNotLive);
    }

    private static (Actor<LivestreamState> Actor, long Question) In(string state)
    {
        var actor = Studio.Live();
        var question = actor.Ask(state is "held" or "declined" ? "广告能治咳嗽吗" : "咳嗽要吃药吗");
        Command[] steps = state switch
        {
            "held" or "open" => [],
            "picked" => [new PickQuestion(question)],
            "answering" => [new BeginAnswer(question)],
            "answered" => [new BeginAnswer(question), new FinishAnswer(question)],
            "dismissed" => [new DismissQuestion(question)],
            "declined" => [new DeclineHeld(question)],
            "hidden" => [new HideFound(question, actor.Last, IsRedacted: false)],
            "withdrawn" or "otherlive" => [],
            _ => throw new ArgumentException(state),
        };
        foreach (var step in steps) actor.Do(People.Li, step);
        if (state is "withdrawn") actor.Do(Studio.Ann, new WithdrawQuestion(question));
        if (state is "otherlive") actor.Do(People.Li, new BeginAnswer(actor.Ask("另一个问题", Studio.Ben)));
        return (actor, question);
    }

    private static (Caller By, Command Command) Make(string command, long question) => command switch
    {
        "vote" => (Studio.Ben, new UpvoteQuestion(question)),
        "unvote" => (Studio.Ben, new RevokeUpvote(question)),
        "withdraw" => (Studio.Ann, new WithdrawQuestion(question)),
        "pick" => (Studio.Moderator, new PickQuestion(question)),
        "begin" => (Studio.CoHost, new BeginAnswer(question)),
        "finish" => (People.Li, new FinishAnswer(question)),
        "dismiss" => (Studio.Moderator, new DismissQuestion(question)),
        "reopen" => (Studio.Moderator, new ReopenQuestion(question)),
        "release" => (Studio.Moderator, new ReleaseHeld(question)),
        "decline" => (Studio.Moderator, new DeclineHeld(question)),
        _ => throw new ArgumentException(command),
    };
}
