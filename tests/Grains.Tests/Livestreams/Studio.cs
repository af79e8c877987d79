using System.Collections.Immutable;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Privacy;

namespace Consult.Livestreams;

/// <summary>A livestream brought to where a test wants it. Li hosts.</summary>
internal static class Studio
{
    public static readonly LivestreamId Id = new("l-1");

    public static readonly Caller Ann = Viewer("a-ann");

    public static readonly Caller Ben = Viewer("a-ben");

    public static readonly Caller Moderator = new() { Account = new("a-mod"), Role = Role.Assistant };

    public static readonly Caller Staff = new() { Account = new("a-staff"), Role = Role.Operator };

    public static readonly Caller CoHost = new() { Account = new("a-co"), Role = Role.Doctor };

    public static readonly DoctorId CoHostDoctor = new("d-2");

    public static readonly DutyFacts Li = Facts(People.Li.Account, "李医生");

    /// <summary>Shows every text as it is; what holds "广告" is advertising, and "坏" makes masking fail.</summary>
    public static readonly Masking Plain = new(
        (text, _) => text.Contains('坏', StringComparison.Ordinal)
            ? throw new InvalidOperationException("broken")
            : new(text, [], text.Contains("广告", StringComparison.Ordinal) ? [CommercialReason.Selling] : []),
        _ => null);

    public static Caller Viewer(string account) => new() { Account = new(account), Role = Role.Viewer };

    public static DutyFacts Facts(AccountId account, string name) => new()
    {
        Account = account, Name = name, Department = "呼吸内科", IsLicensed = true, Free = 1,
    };

    public static ScheduleLivestream Wish => new()
    {
        Doctor = People.Doctor, Title = "流感怎么防", Introduction = "秋冬健康", StartsAt = People.Start.AddHours(1),
    };

    public static OpenLivestream Opening => new(Wish, Li);

    public static Actor<LivestreamState> New(LivestreamOptions? options = null, Masking? masking = null) =>
        new(new Livestream(options ?? new(), masking ?? Plain), Id.Feed);

    /// <summary>Scheduled, with a co-host, a moderator, and viewers who have nicknames.</summary>
    public static Actor<LivestreamState> Scheduled(LivestreamOptions? options = null, Masking? masking = null) => New(options, masking)
        .Do(People.Li, Opening)
        .Do(People.Li, new InviteFound(CoHostDoctor, Facts(CoHost.Account, "高医生")))
        .Do(CoHost, new JoinAsCoHost(CoHostDoctor))
        .Do(People.Li, new AddModerator(Moderator.Account))
        .Do(Ann, new TakeNickname("安安"))
        .Do(Ben, new TakeNickname("小本"));

    public static Actor<LivestreamState> Live(LivestreamOptions? options = null, Masking? masking = null) =>
        Scheduled(options, masking).Do(People.Li, new StartLivestream());

    public static Actor<LivestreamState> Ended() => Live().Do(People.Li, new EndLivestream());

    /// <summary>With a question of Ann's, and its number.</summary>
    public static long Ask(this Actor<LivestreamState> actor, string text = "咳嗽要吃药吗", Caller? by = null)
    {
        actor.Do(by ?? Ann, new AskQuestion(text, IsAnonymous: false));
        return actor.Events.Count;
    }

    public static long Chat(this Actor<LivestreamState> actor, string text, Caller? by = null)
    {
        actor.Do(by ?? Ann, new PostChat(text));
        return actor.Events.Count;
    }

    public static ImmutableArray<long> Queue(this Actor<LivestreamState> actor) =>
        [.. actor.State.Questions.Queue.Select(question => question.Seq)];

    /// <summary>What a viewer may see of the events, redacted as readers see them: everything that stands in their texts.</summary>
    public static IEnumerable<EventBody> SeenBy(this Actor<LivestreamState> actor, Caller reader)
    {
        var model = new Livestream(new(), Plain);
        var gone = actor.Events.SelectMany(e => model.RedactionsOf(e.Body)).Select(row => row.Seq).ToHashSet();
        return actor.Events
            .Where(e => e.Envelope.Audience.Admits(reader.Account, reader.Role) && !gone.Contains(e.Envelope.Seq))
            .Select(e => e.Body);
    }
}
