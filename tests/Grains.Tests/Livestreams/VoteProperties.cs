using Consult.Feeds;
using FsCheck;
using FsCheck.Fluent;

namespace Consult.Livestreams;

/// <summary>Whoever votes for what and how often: one vote an account, and an order that anybody can check.</summary>
public sealed class VoteProperties
{
    private const int Questions = 5;

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Vote, Unvote, Pick, Dismiss, Reopen, Hide,
    }

    [Fact]
    public void The_queue_is_by_votes_and_then_by_who_asked_first_and_an_account_has_one_vote() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80), Prop.ForAll(Histories(), Run));

    [Fact]
    public void Votes_come_and_go_without_changing_the_order_of_equals()
    {
        var actor = Studio.Live();
        long[] questions = [actor.Ask("第一"), actor.Ask("第二", Studio.Ben), actor.Ask("第三", Studio.Ben)];
        actor.Queue().ShouldBe(questions);

        actor.Do(Studio.Ann, new UpvoteQuestion(questions[2]));
        actor.Queue().ShouldBe([questions[2], questions[0], questions[1]]);
        actor.Do(Studio.Ann, new RevokeUpvote(questions[2]));
        actor.Queue().ShouldBe(questions);
    }

    [Fact]
    public void Voting_twice_is_one_vote_and_taking_back_what_was_never_given_is_none_less()
    {
        var actor = Studio.Live();
        var question = actor.Ask();
        actor.Do(Studio.Ben, new RevokeUpvote(question));
        actor.Do(Studio.Ben, new UpvoteQuestion(question)).Do(Studio.Ben, new UpvoteQuestion(question));

        actor.State.Questions.Find(question)!.Votes.ShouldBe([Studio.Ben.Account]);
        actor.Events.Count(e => e.Body is QuestionVoted).ShouldBe(1);
    }

    [Fact]
    public void Beyond_the_bound_votes_are_refused_until_one_is_taken_back()
    {
        var actor = Studio.Live(new() { MaxVotes = 2 });
        var question = actor.Ask();
        actor.Do(Studio.Ann, new UpvoteQuestion(question)).Do(Studio.Ben, new UpvoteQuestion(question));
        var third = Studio.Viewer("a-third");

        actor.Send(third, new UpvoteQuestion(question)).ShouldBe(Codes.LivestreamVotesFull);
        actor.Do(Studio.Ben, new RevokeUpvote(question));
        actor.Send(third, new UpvoteQuestion(question)).ShouldBeNull();
    }

    private static Arbitrary<(Act Act, int Question, int Voter)[]> Histories()
    {
        var step =
            from act in Gen.Frequency((12, Gen.Constant(Act.Vote)), (4, Gen.Constant(Act.Unvote)), (4, Gen.Elements(Enum.GetValues<Act>())))
            from question in Gen.Choose(0, Questions - 1)
            from voter in Gen.Choose(0, 6)
            select (act, question, voter);
        return Arb.From(step.ArrayOf());
    }

    private static void Run((Act Act, int Question, int Voter)[] steps)
    {
        var actor = Studio.Live(new() { MaxOwnQuestions = Questions });
        long[] questions = [.. Enumerable.Range(0, Questions).Select(n => actor.Ask($"问题{n}"))];
        var votes = questions.ToDictionary(question => question, _ => new HashSet<AccountId>());
        foreach (var (act, number, voter) in steps)
        {
            var (question, by) = (questions[number], Studio.Viewer($"a-{voter}"));
            var code = actor.Send(act is Act.Vote or Act.Unvote ? by : People.Li, CommandOf(act, question, actor));
            if (code is null && act is Act.Vote) votes[question].Add(by.Account);
            if (code is null && act is Act.Unvote) votes[question].Remove(by.Account);

            var waiting = questions.Where(q => actor.State.Questions.Find(q)!.IsWaiting);
            actor.Queue().ShouldBe(waiting.OrderByDescending(q => votes[q].Count).ThenBy(q => q));
            foreach (var q in questions) actor.State.Questions.Find(q)!.Votes.ShouldBe(votes[q], ignoreOrder: true);
            actor.State.Questions.Votes.ShouldBe(votes.Values.Sum(of => of.Count));
            actor.State.Questions.Unsettled.ShouldBe(questions.Count(q => actor.State.Questions.Find(q)!.IsUnsettled));
        }
        Actor<LivestreamState>.Json(actor.Replayed()).ShouldBe(Actor<LivestreamState>.Json(actor.State));
    }

    private static Command CommandOf(Act act, long question, Actor<LivestreamState> actor) => act switch
    {
        Act.Vote => new UpvoteQuestion(question),
        Act.Unvote => new RevokeUpvote(question),
        Act.Pick => new PickQuestion(question),
        Act.Dismiss => new DismissQuestion(question),
        Act.Reopen => new ReopenQuestion(question),
        _ => new HideFound(question, actor.Events[(int)question - 1].Body, IsRedacted: false),
    };
}
