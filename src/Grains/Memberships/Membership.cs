using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Patients;
using Consult.Threads;
using Consult.Time;

namespace Consult.Memberships;

/// <summary>
/// One patient in one group: joining, writing, being masked. Nothing that the patient wrote leaves it but masked; what
/// cannot be masked is held.
/// </summary>
internal sealed partial class Membership(GroupOptions options, OperatorTime time, GroupMask mask) : FeedModel<MembershipState>
{
    private const int MaxNickname = 20;
    private const int MaxPost = 2000;
    private const int MaxGrant = 10;
    private const int MaxMuteHours = 8760;

    public override int FoldVersion => 1;

    public override MembershipState Empty { get; } = new();

    public override string? SubjectOf(MembershipState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(MembershipState state, Command command, Context context) => command switch
    {
        Informed { Wish: JoinGroup join } facts => Join(state, join, facts, context),
        Informed { Wish: InviteMember invite } facts => Invite(state, invite, facts, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        NoteAnswered or NoteHelpful or RefuseApplication or RefusePost =>
            context.By.Role is Role.System ? Note(state, command, context) : Decision.Refuse(Codes.Forbidden),
        _ when IsStaff(context.By) => DecideForStaff(state, command, context),
        _ when !IsMember(state, context.By) => Decision.Refuse(Codes.Forbidden),
        LeaveGroup => Leave(state),
        Informed { Wish: AskQuestion ask } facts => Ask(state, ask, facts, context),
        Informed { Wish: FollowUpQuestion followUp } facts => FollowUp(state, followUp, facts, context),
        Informed { Wish: ReplyAsMentor reply } facts => Reply(state, reply, facts, context),
        Informed { Wish: MarkHelpful mark } facts => Mark(state, mark, facts),
        UnmarkHelpful unmark => Unmark(state, unmark),
        _ => Decision.Refuse(Codes.Invalid),
    };

    private Decision DecideForStaff(MembershipState state, Command command, Context context) => command switch
    {
        ApproveApplication => state.Status is MembershipStatus.Applied
            ? Decision.Accept(new MembershipJoined { IsApproved = true, Nickname = state.Nickname })
            : Decision.Refuse(Codes.ApplicationAbsent),
        DeclineApplication => state.Status is MembershipStatus.Applied
            ? Decision.Accept(new MembershipDeclined())
            : Decision.Refuse(Codes.ApplicationAbsent),
        RemoveMember => Remove(state),
        BanMember => state.Status is MembershipStatus.Banned ? Decision.Accept() : Decision.Accept(new MembershipBanned(state.Status)),
        UnbanMember => state.Status is MembershipStatus.Banned ? Decision.Accept(new MembershipUnbanned()) : Decision.Accept(),
        Informed { Wish: ReleaseHeld release } facts => Release(state, release, facts),
        DeclineHeld decline => state.Held.Any(held => held.Post == decline.Post)
            ? Decision.Accept(new PostDeclined(decline.Post, WasHeld: true))
            : Decision.Refuse(Codes.PostAbsent),
        NoteOriginalRead read => read.Post >= 1 && read.Post <= state.LastSeq
            ? Decision.Accept(new OriginalRead(read.Post))
            : Decision.Refuse(Codes.PostAbsent),
        MuteMember or UnmuteMember or GrantQuestions or AppointMentor or DismissMentor =>
            state.Status is MembershipStatus.Joined ? Change(state, command, context) : Decision.Refuse(Codes.MemberAbsent),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) =>
        body is MembershipOpened e ? [new(e.Patient.Feed.Value, Role.Patient)] : [];

    public override Entry? EntryOf(FeedId feed, MembershipState state)
    {
        if (!state.Exists) return null;
        ImmutableArray<string> terms =
        [
            $"group:{state.Group}",
            $"patient:{state.Patient}",
            $"status:{JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString())}",
        ];
        var data = new MembershipEntry(state.Group, state.Status, JoinedAt(state), state.IsMentor, state.Badges);
        return new(feed, state.ChangedAt.ToUnixTimeMilliseconds(), terms, JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public static MembershipView? ViewOf(MembershipState state, GroupOptions options, OperatorTime time, DateTimeOffset now)
    {
        if (!state.Exists) return null;
        var spent = state.Spent.Where(question => question.RestoresAt > now).ToImmutableArray();
        return new()
        {
            Membership = state.Membership,
            Group = state.Group,
            Patient = state.Patient,
            Status = state.Status,
            Nickname = state.Nickname,
            JoinedAt = JoinedAt(state),
            MutedUntil = state.IsMutedAt(now) ? state.MutedUntil : null,
            IsMentor = state.IsMentor,
            QuestionsLeft = Math.Max(0, options.FreeQuestions - spent.Length) + state.Granted,
            Granted = state.Granted,
            NextRestoredAt = spent.IsEmpty ? null : spent.Min(question => question.RestoresAt),
            Held = [.. state.Held.Select(held => held.Post)],
            Answered = state.Answered,
            Helpful = state.Helpful,
            Streak = state.StreakAt(WeekOf(now, time)),
            Badges = state.Badges,
        };
    }

    private static DateTimeOffset? JoinedAt(MembershipState state) => state.Status is MembershipStatus.Joined ? state.ChangedAt : null;

    // That the account may act for the patient was checked where the sender was; here counts for whom it acts.
    private static bool IsMember(MembershipState state, Caller by) => by.Role is Role.Patient && by.For == state.Patient;

    // The group's access rows were the door: whoever came through it in one of these roles is of the group's staff. The
    // membership's own rows name the patient's side alone.
    private static bool IsStaff(Caller by) => by.Role is Role.Doctor or Role.Assistant or Role.Operator;
}

/// <summary>
/// A command with what other actors say, as the shell gathered it. It never crosses a boundary, so nobody but the shell
/// can make the facts up.
/// </summary>
internal sealed record Informed(Command Wish, GroupFacts Group, PatientStanding Patient, ThreadView? Thread = null) : Command;
