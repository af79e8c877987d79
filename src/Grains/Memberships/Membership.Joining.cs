using Consult.Feeds;
using Consult.Groups;
using Consult.Privacy;

namespace Consult.Memberships;

// How a patient becomes a member and stops being one.
internal sealed partial class Membership
{
    private Decision Join(MembershipState state, JoinGroup join, Informed facts, Context context)
    {
        if (context.By.Role is not Role.Patient || context.By.For != join.Patient) return Decision.Refuse(Codes.Forbidden);
        if (!facts.Patient.Accounts.Contains(context.By.Account) || !IsOf(join.Group, join.Patient, context)) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists && state.Status is MembershipStatus.Joined) return Decision.Refuse(Codes.MemberExists);
        if (state.Exists && state.Status is MembershipStatus.Banned) return Decision.Refuse(Codes.MemberBanned);
        if (facts.Group.IsClosed) return Decision.Refuse(Codes.GroupClosed);
        if (facts.Group.IsFull) return Decision.Refuse(Codes.GroupFull);
        if (CheckNickname(join.Nickname) is { } bad) return Decision.Refuse(bad);
        if (MustApply(state, facts.Group, out var code)) return Apply(state, join, facts.Group);
        return code is null
            ? Decision.Accept([.. Opening(state, join.Group, join.Patient), new MembershipJoined { Nickname = join.Nickname }])
            : Decision.Refuse(code);
    }

    // Whom the staff removed does not come back by the open door.
    private static bool MustApply(MembershipState state, GroupFacts group, out string? code)
    {
        var isInvited = state.Exists && state.Status is MembershipStatus.Invited;
        var wasRemoved = state.Exists && state.Status is MembershipStatus.Removed;
        code = group.Mode is JoinMode.Invitation && !isInvited ? Codes.GroupInvitationOnly : null;
        return !isInvited && (group.Mode is JoinMode.Approval || (wasRemoved && group.Mode is JoinMode.Open));
    }

    private static Decision Apply(MembershipState state, JoinGroup join, GroupFacts group)
    {
        if (state.Exists && state.Status is MembershipStatus.Applied) return Decision.Accept();
        return group.AreApplicationsFull
            ? Decision.Refuse(Codes.ApplicationsFull)
            : Decision.Accept([.. Opening(state, join.Group, join.Patient), new MembershipApplied { Nickname = join.Nickname }]);
    }

    private static Decision Invite(MembershipState state, InviteMember invite, Informed facts, Context context)
    {
        if (!IsStaff(context.By) || !facts.Patient.Exists || !IsOf(invite.Group, invite.Patient, context)) return Decision.Refuse(Codes.Forbidden);
        if (facts.Group.IsClosed) return Decision.Refuse(Codes.GroupClosed);
        return state switch
        {
            { Exists: true, Status: MembershipStatus.Joined } => Decision.Refuse(Codes.MemberExists),
            { Exists: true, Status: MembershipStatus.Banned } => Decision.Refuse(Codes.MemberBanned),
            { Exists: true, Status: MembershipStatus.Invited } => Decision.Accept(),
            { Exists: true, Status: MembershipStatus.Applied } =>
                Decision.Accept(new MembershipJoined { IsApproved = true, Nickname = state.Nickname }),
            _ => Decision.Accept([.. Opening(state, invite.Group, invite.Patient), new MembershipInvited()]),
        };
    }

    // The key of this actor is made of group and patient: a command for others was sent to the wrong one.
    private static bool IsOf(GroupId group, PatientId patient, Context context) =>
        MembershipId.Of(group, patient).Feed == context.Feed;

    private static Draft[] Opening(MembershipState state, GroupId group, PatientId patient) =>
        state.Exists ? [] : [new MembershipOpened(group, patient)];

    // Whatever is found in so short a text, or cannot be searched, is not worth the risk: another name costs nothing.
    private string? CheckNickname(PrivateText nickname)
    {
        if (TextRules.Check(nickname, MaxNickname) is { } bad) return bad;
        try
        {
            var masked = mask.One(nickname.Value!, MaskLevel.Public, false);
            return masked.Spans.IsEmpty && masked.Commercial.IsEmpty ? null : Codes.NicknamePrivate;
        }
        catch (Exception)
        {
            return Codes.NicknamePrivate;
        }
    }

    private static Decision Leave(MembershipState state) => state.Status switch
    {
        MembershipStatus.Joined or MembershipStatus.Applied or MembershipStatus.Invited => Decision.Accept(new MembershipLeft(state.Status)),
        MembershipStatus.Left => Decision.Accept(),
        _ => Decision.Refuse(Codes.MemberAbsent),
    };

    private static Decision Remove(MembershipState state) => state.Status switch
    {
        MembershipStatus.Joined or MembershipStatus.Invited => Decision.Accept(new MembershipRemoved(state.Status)),
        MembershipStatus.Removed => Decision.Accept(),
        _ => Decision.Refuse(Codes.MemberAbsent),
    };

    private Decision Change(MembershipState state, Command command, Context context) => command switch
    {
        MuteMember { Hours: < 1 or > MaxMuteHours } or GrantQuestions { Count: < 1 or > MaxGrant } => Decision.Refuse(Codes.Invalid),
        MuteMember mute => Decision.Accept(new MembershipMuted(context.Now + TimeSpan.FromHours(mute.Hours))),
        UnmuteMember => state.IsMutedAt(context.Now) ? Decision.Accept(new MembershipUnmuted()) : Decision.Accept(),
        GrantQuestions grant => state.Granted + grant.Count > options.MaxGranted
            ? Decision.Refuse(Codes.GrantLimit)
            : Decision.Accept(new QuestionsGranted(grant.Count)),
        AppointMentor => state.IsMentor ? Decision.Accept() : Decision.Accept(new MentorAppointed()),
        _ => state.IsMentor ? Decision.Accept(new MentorDismissed()) : Decision.Accept(),
    };
}
