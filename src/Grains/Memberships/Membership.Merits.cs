using Consult.Feeds;
using Consult.Threads;
using Consult.Time;

namespace Consult.Memberships;

// What the member finds helpful, and what threads report about the member.
internal sealed partial class Membership
{
    private static readonly int[] Answers = [1, 5, 20];
    private static readonly int[] Weeks = [2, 4, 12];
    private static readonly int[] Marks = [5, 20, 100];

    private Decision Mark(MembershipState state, MarkHelpful mark, Informed facts)
    {
        if (state.Status is not MembershipStatus.Joined) return Decision.Refuse(Codes.MemberAbsent);
        if (facts.Thread is not { } thread || thread.Thread.Group != state.Group) return Decision.Refuse(Codes.Forbidden);
        if (state.Marks.Contains(new(mark.Thread, mark.Post))) return Decision.Accept();
        var post = thread.Posts.FirstOrDefault(one => one.Seq == mark.Post);
        if (post is null or { IsHidden: true } or { Kind: PostKind.Question or PostKind.FollowUp } || post.Membership == state.Membership)
            return Decision.Refuse(Codes.HelpfulInvalid);
        return state.Marks.Length >= options.MaxMarks
            ? Decision.Refuse(Codes.HelpfulLimit)
            : Decision.Accept(new HelpfulMarked(mark.Thread, mark.Post));
    }

    private static Decision Unmark(MembershipState state, UnmarkHelpful unmark) =>
        state.Marks.Contains(new(unmark.Thread, unmark.Post))
            ? Decision.Accept(new HelpfulUnmarked(unmark.Thread, unmark.Post))
            : Decision.Accept();

    private Decision Note(MembershipState state, Command note, Context context) => note switch
    {
        RefuseApplication refuse => state.Status is MembershipStatus.Applied
            ? Decision.Accept(new MembershipDeclined(refuse.Code))
            : Decision.Accept(),
        RefusePost refuse => Decision.Accept(new PostDeclined(refuse.Post, WasHeld: false, refuse.Code)),
        NoteAnswered answered => Decision.Accept(
        [
            new QuestionAnswered(answered.Thread, WeekOf(context.Now, time)),
            .. Earned(state, BadgeKind.Answered, state.Answered + 1, options.AnsweredBadges ?? Answers),
            .. Earned(state, BadgeKind.Streak, StreakWith(state, WeekOf(context.Now, time)), options.StreakBadges ?? Weeks),
        ]),
        NoteHelpful { IsMarked: true } helpful => Decision.Accept(
        [
            new HelpfulReceived(helpful.Thread, helpful.Post, WeekOf(context.Now, time)),
            .. Earned(state, BadgeKind.Helpful, state.Helpful + 1, options.HelpfulBadges ?? Marks),
            .. Earned(state, BadgeKind.Streak, StreakWith(state, WeekOf(context.Now, time)), options.StreakBadges ?? Weeks),
        ]),
        NoteHelpful helpful => Decision.Accept(new HelpfulLost(helpful.Thread, helpful.Post)),
        _ => Decision.Refuse(Codes.Invalid),
    };

    // A badge is kept: marks that are taken back, and a streak that breaks, do not take it away, and it is earned once.
    private static IEnumerable<Draft> Earned(MembershipState state, BadgeKind kind, int reached, int[] levels) =>
        from level in levels
        where level <= reached && !state.Badges.Contains(new(kind, level))
        orderby level
        select (Draft)new BadgeEarned(kind, level);

    /// <summary>The weeks in a row, with this one.</summary>
    private static int StreakWith(MembershipState state, DateOnly week)
    {
        if (state.LastWeek == week) return state.Streak;
        return state.LastWeek == week.AddDays(-7) ? state.Streak + 1 : 1;
    }

    private static MembershipState Counted(MembershipState state, DateOnly week) =>
        state with { Streak = StreakWith(state, week), LastWeek = week };

    /// <summary>The Monday of the week by the operator's calendar.</summary>
    private static DateOnly WeekOf(DateTimeOffset moment, OperatorTime time)
    {
        var day = time.DateOf(moment);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
