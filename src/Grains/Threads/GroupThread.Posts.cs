using Consult.Feeds;
using Consult.Groups;

namespace Consult.Threads;

// What is written, hidden and counted.
internal sealed partial class GroupThread
{
    // The key of a thread is made for one question; another one under it can only be the same reaction once more.
    private static Decision Publish(GroupThreadState state, PublishQuestion question, Context context)
    {
        if (state.Exists)
            return state.Posts[0].Membership == question.Membership && state.Posts[0].Post == question.Post
                ? Decision.Accept()
                : Decision.Refuse(Codes.Forbidden);
        if (question.Membership.Group != new ThreadId(context.Feed.Key).Group) return Decision.Refuse(Codes.Forbidden);
        return Decision.Accept(
            new Draft(new ThreadAsker(question.Membership, question.Patient), Audience.Staff),
            new QuestionAsked
            {
                Membership = question.Membership,
                Post = question.Post,
                Nickname = question.Nickname,
                Text = question.Text,
            });
    }

    private Decision Publish(GroupThreadState state, PublishPost post)
    {
        if (state.Posts.Any(known => known.Membership == post.Membership && known.Post == post.Post)) return Decision.Accept();
        if (post.Kind is PostKind.FollowUp)
            return IsFull(state, PostKind.FollowUp) ? Decision.Refuse(Codes.ThreadFull) : Decision.Accept(new FollowUpAdded
            {
                Membership = post.Membership,
                Post = post.Post,
                Nickname = post.Nickname,
                Text = post.Text,
            });
        return IsFull(state, PostKind.Reply) ? Decision.Refuse(Codes.ThreadFull) : Decision.Accept(new ReplyAdded
        {
            Membership = post.Membership,
            Post = post.Post,
            NotMedicalAdvice = true,
            Nickname = post.Nickname,
            Text = post.Text,
        });
    }

    // Assistants answer for the doctor, so the doctor's licence is theirs (互联网诊疗监管细则 2022).
    private Decision Give(GroupThreadState state, AnswerUnder answer, Context context)
    {
        // An operator moderates, and does not practise.
        if (context.By.Role is not (Role.Doctor or Role.Assistant)) return Decision.Refuse(Codes.Forbidden);
        if (!answer.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (answer.IsGroupClosed) return Decision.Refuse(Codes.GroupClosed);
        if (state.Status is ThreadStatus.Closed) return Decision.Refuse(Codes.ThreadClosed);
        if (IsFull(state, PostKind.Answer)) return Decision.Refuse(Codes.ThreadFull);
        var (text, code) = StaffText.Screen(answer.Wish.Text, TextRules.MaxLength, mask);
        return code is null
            ? Decision.Accept(new AnswerGiven { IsFirst = state.Count(PostKind.Answer) == 0, Text = text })
            : Decision.Refuse(code);
    }

    // A post that was hidden stays hidden: its text is not written once more.
    private static Decision Remask(GroupThreadState state, RemaskText remask)
    {
        var post = state.Posts.FirstOrDefault(known => known.Membership == remask.Membership && known.Post == remask.Post);
        return post is null or { IsHidden: true }
            ? Decision.Accept()
            : Decision.Accept(new TextRemasked { Post = post.Seq, Replaces = post.TextSeq, Text = remask.Text });
    }

    private static Decision Hide(GroupThreadState state, HideText hide) => state.Find(hide.Post) switch
    {
        null => Decision.Refuse(Codes.PostAbsent),
        { IsHidden: true } => Decision.Accept(),
        var post => Decision.Accept(new TextHidden(post.Seq, post.TextSeq)),
    };

    // Each membership knows what it has marked, so the marks that come here are each of another member.
    private static Decision Count(GroupThreadState state, CountHelpful count) => state.Find(count.Post) is not { } post
        ? Decision.Accept()
        : Decision.Accept(new HelpfulCounted(
            post.Seq, Math.Max(0, post.Helpful + (count.IsMarked ? 1 : -1)), count.IsMarked, post.Membership));

    private bool IsFull(GroupThreadState state, PostKind kind) => state.Count(kind) >= kind switch
    {
        PostKind.FollowUp => options.MaxFollowUps,
        PostKind.Reply => options.MaxReplies,
        _ => options.MaxAnswers,
    };
}
