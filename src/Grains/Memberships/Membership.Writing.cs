using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Patients;
using Consult.Privacy;
using Consult.Threads;

namespace Consult.Memberships;

// What the member writes: who may, what it costs, and what the staff does about what is held.
internal sealed partial class Membership
{
    private Decision Ask(MembershipState state, AskQuestion ask, Informed facts, Context context)
    {
        if (ask.Thread.Group != state.Group) return Decision.Refuse(Codes.Invalid);
        if (WhyNotWrite(state, ask.Text, facts, context) is { } code) return Decision.Refuse(code);
        var spent = state.Spent.Count(question => question.RestoresAt > context.Now);
        if (spent < options.FreeQuestions)
            return Write(state, PostKind.Question, ask.Thread, ask.Text, context, restoresAt: context.Now + options.QuotaWindow);
        return state.Granted > 0
            ? Write(state, PostKind.Question, ask.Thread, ask.Text, context, usesGrant: true)
            : Decision.Refuse(Codes.QuestionsUsed);
    }

    private Decision FollowUp(MembershipState state, FollowUpQuestion followUp, Informed facts, Context context)
    {
        if (WhyNotWrite(state, followUp.Text, facts, context) is { } code) return Decision.Refuse(code);
        if (facts.Thread is not { } thread || thread.Asker != state.Membership) return Decision.Refuse(Codes.Forbidden);
        return WhyNotAdd(thread, PostKind.FollowUp, options.MaxFollowUps) is { } full
            ? Decision.Refuse(full)
            : Write(state, PostKind.FollowUp, followUp.Thread, followUp.Text, context);
    }

    private Decision Reply(MembershipState state, ReplyAsMentor reply, Informed facts, Context context)
    {
        if (WhyNotWrite(state, reply.Text, facts, context) is { } code) return Decision.Refuse(code);
        if (facts.Thread is not { } thread || thread.Thread.Group != state.Group) return Decision.Refuse(Codes.Forbidden);
        if (!state.IsMentor) return Decision.Refuse(Codes.MentorRequired);
        return WhyNotAdd(thread, PostKind.Reply, options.MaxReplies) is { } full
            ? Decision.Refuse(full)
            : Write(state, PostKind.Reply, reply.Thread, reply.Text, context);
    }

    private string? WhyNotWrite(MembershipState state, PrivateText text, Informed facts, Context context)
    {
        if (state.Status is not MembershipStatus.Joined) return Codes.MemberAbsent;
        if (facts.Group.IsClosed) return Codes.GroupClosed;
        if (state.IsMutedAt(context.Now)) return Codes.MemberMuted;
        // 个人信息保护法 art. 25: publishing needs a consent of its own, also to a closed group.
        if (!facts.Patient.Consents.Contains(ConsentPurpose.Publishing)) return Codes.ConsentRequired;
        if (TextRules.Check(text, MaxPost) is { } bad) return bad;
        return state.Held.Length >= options.MaxHeld ? Codes.HeldLimit : null;
    }

    private static string? WhyNotAdd(ThreadView thread, PostKind kind, int most)
    {
        if (thread.Status is ThreadStatus.Closed) return Codes.ThreadClosed;
        return thread.Posts.Count(post => post.Kind == kind) >= most ? Codes.ThreadFull : null;
    }

    private Decision Write(
        MembershipState state, PostKind kind, ThreadId thread, PrivateText text, Context context,
        DateTimeOffset? restoresAt = null, bool usesGrant = false)
    {
        var screened = Screen(state, text.Value!, context.Now);
        var written = new PostWritten
        {
            Thread = thread,
            Kind = kind,
            Found = screened.Found,
            Reasons = screened.Reasons,
            RestoresAt = restoresAt,
            UsesGrant = usesGrant,
            Nickname = state.Nickname,
            Original = text,
            Masked = screened.Masked,
        };
        var decision = Decision.Accept([.. screened.Earlier, written]);
        return screened.Reasons.IsEmpty ? decision : decision.Answering(PostAnswer.Held);
    }

    // Fail closed: whatever goes wrong while a text is searched, nobody else sees it before a person has.
    private Screening Screen(MembershipState state, string text, DateTimeOffset now)
    {
        try
        {
            var masked = mask.One(text, MaskLevel.Group, false);
            var reasons = masked.Commercial.Select(ReasonOf).ToImmutableArray();
            ImmutableArray<PrivacyKind> found = [.. masked.Spans.Select(span => span.Kind).Distinct()];
            var recent = state.Recent.Where(post => now - post.At <= options.SplitWithin).ToImmutableArray();
            if (recent.IsEmpty || mask.Several([.. recent.Select(post => post.Text.Value!), text], MaskLevel.Group) is not { } together)
                return new(masked.Text, found, reasons, []);
            var earlier = recent.Zip(together).Where(pair => pair.First.Masked.Value != pair.Second).ToImmutableArray();
            // What had crossed from one to the next before is masked already, and no news.
            if (earlier.IsEmpty && together[^1] == masked.Text) return new(masked.Text, found, reasons, []);
            return new(together[^1], found, [HoldReason.Split, .. reasons], [.. earlier.Select(pair => (Draft)Remasked(pair.First, pair.Second))]);
        }
        catch (Exception)
        {
            return new(PrivateText.Gone, [], [HoldReason.MaskingFailed], []);
        }
    }

    private static PostRemasked Remasked(RecentPost post, string masked) =>
        new() { Post = post.Post, Thread = post.Thread, WasPublished = post.IsPublished, Masked = masked };

    private static HoldReason ReasonOf(CommercialReason reason) => reason switch
    {
        CommercialReason.Selling => HoldReason.Selling,
        CommercialReason.OffPlatformContact => HoldReason.OffPlatformContact,
        _ => HoldReason.Link,
    };

    // What could not be masked is never shown: the member, told that it was declined, writes it otherwise.
    private static Decision Release(MembershipState state, ReleaseHeld release, Informed facts)
    {
        if (state.Held.FirstOrDefault(held => held.Post == release.Post) is not { } held) return Decision.Refuse(Codes.PostAbsent);
        if (held.Masked.IsGone) return Decision.Refuse(Codes.MaskingFailed);
        if (!facts.Patient.Consents.Contains(ConsentPurpose.Publishing)) return Decision.Refuse(Codes.ConsentRequired);
        return Decision.Accept(new PostReleased
        {
            Post = held.Post,
            Thread = held.Thread,
            Kind = held.Kind,
            Nickname = state.Nickname,
            Masked = held.Masked,
        });
    }

    /// <summary>What becomes of a text.</summary>
    /// <param name="Masked">What others may see; gone when it could not be masked.</param>
    /// <param name="Found">What was masked.</param>
    /// <param name="Reasons">Why it is held; empty when it is not.</param>
    /// <param name="Earlier">Earlier posts that are masked anew.</param>
    private sealed record Screening(
        PrivateText Masked, ImmutableArray<PrivacyKind> Found, ImmutableArray<HoldReason> Reasons, ImmutableArray<Draft> Earlier);
}
