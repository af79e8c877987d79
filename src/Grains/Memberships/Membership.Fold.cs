using Consult.Feeds;

namespace Consult.Memberships;

// What each event makes of the state.
internal sealed partial class Membership
{
    public override MembershipState Apply(MembershipState state, EventBody body, Envelope envelope)
    {
        state = state with { LastSeq = envelope.Seq };
        return ApplyStanding(state, body, envelope) ?? ApplyPosts(state, body, envelope) ?? ApplyMerits(state, body)
            ?? throw new UnknownEventException(envelope.Type);
    }

    private static MembershipState? ApplyStanding(MembershipState state, EventBody body, Envelope envelope)
    {
        return body switch
        {
            MembershipOpened e => state with { Exists = true, Membership = new(envelope.Feed.Key), Group = e.Group, Patient = e.Patient },
            MembershipInvited => Now(MembershipStatus.Invited),
            MembershipApplied e => Now(MembershipStatus.Applied) with { Nickname = e.Nickname },
            MembershipJoined e => Now(MembershipStatus.Joined) with { Nickname = e.Nickname },
            MembershipDeclined => Now(MembershipStatus.Declined),
            // Who leaves and joins again neither mentors nor escapes being muted.
            MembershipLeft => Now(MembershipStatus.Left) with { IsMentor = false },
            MembershipRemoved => Now(MembershipStatus.Removed) with { IsMentor = false },
            MembershipBanned => Now(MembershipStatus.Banned) with { IsMentor = false },
            MembershipUnbanned => Now(MembershipStatus.Left),
            MembershipMuted e => state with { MutedUntil = e.Until },
            MembershipUnmuted => state with { MutedUntil = null },
            QuestionsGranted e => state with { Granted = state.Granted + e.Count },
            MentorAppointed => state with { IsMentor = true },
            MentorDismissed => state with { IsMentor = false },
            _ => null,
        };

        MembershipState Now(MembershipStatus status) => state with { Status = status, ChangedAt = envelope.At };
    }

    private static MembershipState? ApplyPosts(MembershipState state, EventBody body, Envelope envelope) => body switch
    {
        PostWritten e => Written(state, e, envelope),
        PostRemasked e => state with
        {
            Recent = [.. state.Recent.Select(post => post.Post == e.Post ? post with { Text = e.Masked, Masked = e.Masked } : post)],
            Held = [.. state.Held.Select(held => held.Post == e.Post ? held with { Masked = e.Masked } : held)],
        },
        PostReleased e => state with
        {
            Held = state.Held.RemoveAll(held => held.Post == e.Post),
            Recent = [.. state.Recent.Select(post => post.Post == e.Post ? post with { IsPublished = true } : post)],
        },
        PostDeclined e => Declined(state, e.Post),
        OriginalRead => state,
        _ => null,
    };

    private static MembershipState? ApplyMerits(MembershipState state, EventBody body) => body switch
    {
        HelpfulMarked e => state with { Marks = state.Marks.Add(new(e.Thread, e.Post)) },
        HelpfulUnmarked e => state with { Marks = state.Marks.Remove(new(e.Thread, e.Post)) },
        QuestionAnswered e => Counted(state, e.Week) with { Answered = state.Answered + 1 },
        HelpfulReceived e => Counted(state, e.Week) with { Helpful = state.Helpful + 1 },
        HelpfulLost => state with { Helpful = Math.Max(0, state.Helpful - 1) },
        BadgeEarned e => state with { Badges = state.Badges.Add(new(e.Kind, e.Level)) },
        _ => null,
    };

    private static MembershipState Written(MembershipState state, PostWritten e, Envelope envelope)
    {
        var recent = new RecentPost
        {
            Post = envelope.Seq,
            Thread = e.Thread,
            At = envelope.At,
            IsPublished = e.Reasons.IsEmpty,
            Text = e.Reasons.Contains(HoldReason.Split) ? e.Masked : e.Original,
            Masked = e.Masked,
        };
        // What was erased has nothing left that could go on in another post.
        if (!e.Original.IsGone) state = state with { Recent = [.. state.Recent.Add(recent).TakeLast(MembershipState.RecentLength)] };
        if (e.RestoresAt is { } restoresAt)
            state = state with { Spent = state.Spent.RemoveAll(old => old.RestoresAt <= envelope.At).Add(new(envelope.Seq, restoresAt)) };
        if (e.UsesGrant) state = state with { Granted = state.Granted - 1 };
        return e.Reasons.IsEmpty ? state : state with
        {
            Held = state.Held.Add(new()
            {
                Post = envelope.Seq,
                Thread = e.Thread,
                Kind = e.Kind,
                UsesGrant = e.UsesGrant,
                Masked = e.Masked,
            }),
        };
    }

    private static MembershipState Declined(MembershipState state, long post)
    {
        var usedGrant = state.Held.Any(held => held.Post == post && held.UsesGrant);
        return state with
        {
            Held = state.Held.RemoveAll(held => held.Post == post),
            Spent = state.Spent.RemoveAll(spent => spent.Post == post),
            Granted = state.Granted + (usedGrant ? 1 : 0),
        };
    }
}
