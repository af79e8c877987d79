using Consult.Feeds;

namespace Consult.Livestreams;

// What becomes of a question. Open → Picked → Answering → Answered | Dismissed; held ones are released or declined by
// moderation.
internal sealed partial class Livestream
{
    private Decision? DecideQuestion(LivestreamState state, Command command, Context context) => command switch
    {
        UpvoteQuestion vote => Upvote(state, vote.Question, context),
        RevokeUpvote vote => Revoke(state, vote.Question, context),
        WithdrawQuestion withdraw => Withdraw(state, withdraw.Question, context),
        PickQuestion pick => Move(
            state, pick.Question, new QuestionPicked(pick.Question), QuestionStatus.Picked, QuestionStatus.Open),
        BeginAnswer begin => Begin(state, begin.Question),
        FinishAnswer finish => Move(
            state, finish.Question, new QuestionAnswered(finish.Question), QuestionStatus.Answered, QuestionStatus.Answering),
        DismissQuestion dismiss => Move(
            state, dismiss.Question, new QuestionDismissed(dismiss.Question), QuestionStatus.Dismissed,
            QuestionStatus.Open, QuestionStatus.Picked),
        ReopenQuestion reopen => Reopen(state, reopen.Question),
        _ => null,
    };

    private Decision Upvote(LivestreamState state, long number, Context context)
    {
        if (Votable(state, number, out var question) is { } code) return Decision.Refuse(code);
        if (question!.Votes.Contains(context.By.Account)) return Decision.Accept();
        return state.Questions.Votes >= options.MaxVotes
            ? Decision.Refuse(Codes.LivestreamVotesFull)
            : Decision.Accept(ForStaff(new QuestionVoted(number)));
    }

    private static Decision Revoke(LivestreamState state, long number, Context context)
    {
        if (Votable(state, number, out var question) is { } code) return Decision.Refuse(code);
        return question!.Votes.Contains(context.By.Account)
            ? Decision.Accept(ForStaff(new QuestionUnvoted(number)))
            : Decision.Accept();
    }

    // What is held or hidden does not exist for viewers.
    private static string? Votable(LivestreamState state, long number, out Question? question)
    {
        question = state.Questions.Find(number);
        if (WhyOver(state) is { } code) return code;
        if (question is null or { IsHidden: true } or { Status: QuestionStatus.Held }) return Codes.LivestreamQuestionAbsent;
        return question.IsWaiting ? null : Codes.LivestreamQuestionState;
    }

    private static Decision Withdraw(LivestreamState state, long number, Context context)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (state.Questions.Find(number) is not { } question || question.Asker != context.By.Account)
            return Decision.Refuse(Codes.LivestreamQuestionAbsent);
        return question.Status switch
        {
            QuestionStatus.Withdrawn => Decision.Accept(),
            QuestionStatus.Held or QuestionStatus.Open or QuestionStatus.Picked =>
                Decision.Accept(new QuestionWithdrawn(number, question.Shown)),
            _ => Decision.Refuse(Codes.LivestreamQuestionState),
        };
    }

    private static Decision Begin(LivestreamState state, long number)
    {
        if (WhyNotLive(state) is { } code) return Decision.Refuse(code);
        return state.Answering is { } other && other != number && state.Questions.Find(number) is { IsWaiting: true }
            ? Decision.Refuse(Codes.LivestreamAnswering)
            : Move(
                state, number, new QuestionAnswering(number), QuestionStatus.Answering, QuestionStatus.Open, QuestionStatus.Picked);
    }

    private Decision Reopen(LivestreamState state, long number) =>
        state.Questions.Find(number) is { IsUnsettled: false } && state.Questions.Unsettled >= options.MaxOpenQuestions
            ? Decision.Refuse(Codes.LivestreamQuestionsFull)
            : Move(
                state, number, new QuestionReopened(number), QuestionStatus.Open,
                QuestionStatus.Picked, QuestionStatus.Answered, QuestionStatus.Dismissed);

    /// <summary>Moves a question that is in one of some states to another; nothing happens when it is there already.</summary>
    private static Decision Move(
        LivestreamState state, long number, EventBody moved, QuestionStatus to, params ReadOnlySpan<QuestionStatus> from)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (state.Questions.Find(number) is not { } question) return Decision.Refuse(Codes.LivestreamQuestionAbsent);
        if (question.Status == to) return Decision.Accept();
        // A hidden one can still be finished.
        return from.Contains(question.Status) && (!question.IsHidden || question.Status is QuestionStatus.Answering)
            ? Decision.Accept(moved)
            : Decision.Refuse(Codes.LivestreamQuestionState);
    }
}
