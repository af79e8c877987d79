using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// From the announcement to the end, and who leads through it.
internal sealed partial class Livestream
{
    private const int MaxTitle = 60;
    private const int MaxIntroduction = 1_000;

    private Decision? DecideLife(LivestreamState state, Command command, Context context) => command switch
    {
        ChangeLivestream change => Change(state, change, context),
        StartLivestream => Start(state, context),
        EndLivestream => End(state, context),
        StopLivestream stop => Stop(state, stop, context),
        InviteFound invite => Invite(state, invite),
        JoinAsCoHost join => Join(state, join, context),
        RemoveCoHost remove => Remove(state, remove),
        AddModerator add => Add(state, add),
        RemoveModerator remove => Remove(state, remove),
        NoteFigures note => Count(state, note),
        _ => null,
    };

    private Decision Open(LivestreamState state, OpenLivestream open, Context context)
    {
        var (wish, facts) = (open.Wish, open.Facts);
        if (context.By.Role is not Role.Doctor || facts.Account != context.By.Account) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists) return Decision.Refuse(Codes.LivestreamExists);
        if (!facts.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        var startsAt = Whole(wish.StartsAt);
        if (Check(wish.Title, wish.Introduction, startsAt, context.Now) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new LivestreamScheduled
        {
            Doctor = wish.Doctor,
            Account = facts.Account,
            Name = facts.Name,
            Department = facts.Department,
            Title = wish.Title,
            Introduction = wish.Introduction,
            StartsAt = startsAt,
            StartBy = startsAt + options.StartWithin,
        });
    }

    private Decision Change(LivestreamState state, ChangeLivestream change, Context context)
    {
        if (WhyNotScheduled(state) is { } code) return Decision.Refuse(code);
        var startsAt = Whole(change.StartsAt);
        if (Check(change.Title, change.Introduction, startsAt, context.Now) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new LivestreamChanged(change.Title, change.Introduction, startsAt, startsAt + options.StartWithin));
    }

    private string? Check(string title, string introduction, DateTimeOffset startsAt, DateTimeOffset now)
    {
        if (TextRules.Check(title, MaxTitle) is { } bad) return bad;
        if (introduction is null) return Codes.Invalid;
        if (TextRules.CheckOptional(introduction, MaxIntroduction) is { } worse) return worse;
        return startsAt <= now || startsAt > now + options.ScheduleAhead ? Codes.Invalid : null;
    }

    // It becomes a deadline, and deadlines become times of events, which have whole milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    private Decision Start(LivestreamState state, Context context) => WhyNotScheduled(state) is { } code
        ? Decision.Refuse(code)
        : Decision.Accept(new LivestreamStarted(context.Now + options.Longest));

    private static Decision End(LivestreamState state, Context context) => state.Status switch
    {
        LivestreamStatus.Ended => Decision.Refuse(Codes.LivestreamOver),
        LivestreamStatus.Scheduled => Decision.Accept([.. Close(state, LivestreamEnd.CalledOff, context.Now)]),
        _ => Decision.Accept([.. Close(state, LivestreamEnd.Host, context.Now)]),
    };

    private static Decision Stop(LivestreamState state, StopLivestream stop, Context context)
    {
        if (TextRules.Check(stop.Reason) is { } bad) return Decision.Refuse(bad);
        return state.Status is LivestreamStatus.Ended
            ? Decision.Refuse(Codes.LivestreamOver)
            : Decision.Accept([ForStaff(new LivestreamStopped(stop.Reason)), .. Close(state, LivestreamEnd.Stopped, context.Now)]);
    }

    private static ImmutableArray<Draft> Close(LivestreamState state, LivestreamEnd cause, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        if (state.OnMic is { } turn) drafts.Add(Ended(turn, MicEnd.Over, now));
        if (state.Answering is { } question) drafts.Add(new QuestionAnswered(question));
        drafts.Add(new LivestreamEnded(cause, state.Figures));
        return drafts.ToImmutable();
    }

    private Decision Invite(LivestreamState state, InviteFound invite)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        var facts = invite.Facts;
        if (state.CoHostOf(invite.Doctor) is not null) return Decision.Accept();
        if (!facts.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (IsStaff(state, facts.Account) || state.Banned.Contains(facts.Account)) return Decision.Refuse(Codes.Invalid);
        return state.CoHosts.Length >= options.MaxCoHosts
            ? Decision.Refuse(Codes.LivestreamHelpersFull)
            : Decision.Accept(ForStaff(new CoHostInvited(invite.Doctor, facts.Account, facts.Name)));
    }

    private static Decision Join(LivestreamState state, JoinAsCoHost join, Context context)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (state.CoHostOf(join.Doctor) is not { } coHost || coHost.Account != context.By.Account)
            return Decision.Refuse(Codes.Forbidden);
        return coHost.HasJoined
            ? Decision.Accept()
            : Decision.Accept(new CoHostJoined(coHost.Doctor, coHost.Account, coHost.Name));
    }

    private static Decision Remove(LivestreamState state, RemoveCoHost remove) => state.CoHostOf(remove.Doctor) is { } coHost
        ? Decision.Accept(new CoHostRemoved(coHost.Doctor, coHost.Account))
        : Decision.Accept();

    private Decision Add(LivestreamState state, AddModerator add)
    {
        if (state.Moderators.Contains(add.Account)) return Decision.Accept();
        if (add.Account == AccountId.System || IsStaff(state, add.Account) || state.Banned.Contains(add.Account))
            return Decision.Refuse(Codes.Invalid);
        return state.Moderators.Length >= options.MaxModerators
            ? Decision.Refuse(Codes.LivestreamHelpersFull)
            : Decision.Accept(ForStaff(new ModeratorAdded(add.Account)));
    }

    private static Decision Remove(LivestreamState state, RemoveModerator remove) => state.Moderators.Contains(remove.Account)
        ? Decision.Accept(ForStaff(new ModeratorRemoved(remove.Account)))
        : Decision.Accept();

    // What is counted anew after a restart must not undo what was recorded.
    private static Decision Count(LivestreamState state, NoteFigures note)
    {
        var (was, now) = (state.Figures, note.Figures);
        var figures = new LivestreamFigures(
            Math.Max(was.Peak, now.Peak), Math.Max(was.Unique, now.Unique), Math.Max(was.Likes, now.Likes));
        return state.Status is LivestreamStatus.Live && figures != was
            ? Decision.Accept(new LivestreamCounted(figures))
            : Decision.Accept();
    }

    private static string? WhyNotScheduled(LivestreamState state) => state.Status switch
    {
        LivestreamStatus.Scheduled => null,
        LivestreamStatus.Live => Codes.LivestreamStarted,
        _ => Codes.LivestreamOver,
    };

    private static string? WhyNotLive(LivestreamState state) => state.Status switch
    {
        LivestreamStatus.Live => null,
        LivestreamStatus.Scheduled => Codes.LivestreamNotLive,
        _ => Codes.LivestreamOver,
    };

    private static string? WhyOver(LivestreamState state) => state.Status is LivestreamStatus.Ended ? Codes.LivestreamOver : null;

    private static Draft ForStaff(EventBody body) => new(body, Audience.Staff);
}
