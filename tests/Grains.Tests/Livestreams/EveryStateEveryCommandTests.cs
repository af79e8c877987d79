using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>What every command does in every state of a livestream, when who may send it does.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    private const string Table = """
        command      by        event                          new       scheduled live     ended
        open         host      livestream.scheduled           ok        exists    exists   exists
        change       host      livestream.changed             forbidden ok        started  over
        start        host      livestream.started             forbidden ok        started  over
        end          host      livestream.ended               forbidden ok        ok       over
        stop         operator  livestream.ended               forbidden ok        ok       over
        invite       host      livestream.cohost.invited      forbidden ok        ok       over
        joinagain    cohost    -                              forbidden =         =        over
        removeco     host      livestream.cohost.removed      forbidden ok        ok       ok
        addmod       host      livestream.moderator.added     forbidden ok        ok       ok
        removemod    host      livestream.moderator.removed   forbidden ok        ok       ok
        figures      system    livestream.counted             forbidden =         ok       =
        nickname     carl      livestream.nickname.taken      forbidden ok        ok       over
        chat         viewer    livestream.chat.posted         forbidden notlive   ok       over
        chatstaff    moderator livestream.chat.posted         forbidden notlive   ok       over
        ask          viewer    livestream.question.asked      forbidden ok        ok       over
        vote         viewer    -                              forbidden absent    absent   over
        mic          viewer    livestream.mic.requested       forbidden notlive   ok       over
        consent      viewer    -                              forbidden notlive   micabsent over
        endmic       viewer    -                              forbidden notlive   micabsent over
        acceptmic    host      -                              forbidden notlive   micabsent over
        lost         system    -                              forbidden notlive   =        over
        mark         moderator livestream.marked              forbidden notlive   ok       over
        slow         moderator livestream.slowed              forbidden ok        ok       over
        pin          moderator livestream.pinned              forbidden ok        ok       over
        unpin        moderator -                              forbidden =         =        over
        mute         moderator livestream.viewer.muted        forbidden ok        ok       ok
        unmute       moderator -                              forbidden =         =        =
        ban          moderator livestream.viewer.banned       forbidden ok        ok       ok
        unban        moderator -                              forbidden =         =        =
        release      moderator -                              forbidden line      line     line
        decline      moderator -                              forbidden line      line     line
        hide         moderator livestream.line.hidden         forbidden ok        ok       ok
        unhide       moderator -                              forbidden line      line     line
        erase        operator  livestream.writer.erased       forbidden ok        ok       ok
        bare         host      -                              forbidden invalid   invalid  invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["forbidden"] = Codes.Forbidden,
        ["exists"] = Codes.LivestreamExists,
        ["started"] = Codes.LivestreamStarted,
        ["over"] = Codes.LivestreamOver,
        ["notlive"] = Codes.LivestreamNotLive,
        ["absent"] = Codes.LivestreamQuestionAbsent,
        ["line"] = Codes.LivestreamLineAbsent,
        ["invalid"] = Codes.Invalid,
        ["micabsent"] = Codes.LivestreamMicAbsent,
    };

    public static TheoryData<string, string, string, string, string> Cells()
    {
        var lines = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var cells = new TheoryData<string, string, string, string, string>();
        foreach (var row in lines.Skip(1))
            for (var column = 3; column < row.Length; column++)
                cells.Add(row[0], row[1], lines[0][column], row[column], row[2]);
        return cells;
    }

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string by, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;

        var code = actor.Send(Sender(by), Make(command));

        code.ShouldBe(outcome is "ok" or "=" ? null : CodeOf[outcome]);
        var types = actor.Events.Skip(before).Select(e => e.Envelope.Type).ToArray();
        if (outcome is "ok") types.ShouldContain(happens);
        else types.ShouldBeEmpty();
    }

    public static TheoryData<string> Commands() => [.. Table.Split('\n').Skip(1).Select(line => line.Split(' ')[0]).Except(["open", "bare"])];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_is_refused_in_every_state(string command)
    {
        var row = Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(cells => cells[0] == command);
        foreach (var state in new[] { "scheduled", "live", "ended" })
            foreach (var by in Senders.Except(MayTry(command, row[1])))
            {
                var actor = In(state);
                actor.Send(Sender(by), Make(command)).ShouldBe(Codes.Forbidden, $"{state} {by}");
            }
    }

    private static readonly string[] Senders = ["host", "cohost", "moderator", "operator", "viewer", "system", "doctor", "assistant", "patient"];

    private static readonly string[] OfStaff = ["host", "cohost", "moderator", "operator"];

    private static string[] MayTry(string command, string by) => command switch
    {
        "stop" => ["host", "operator"],
        "acceptmic" => ["host", "cohost"],
        "chat" or "chatstaff" or "endmic" => ["viewer", .. OfStaff],
        "nickname" => ["viewer"],
        _ => by is "moderator" ? OfStaff : [by],
    };

    private static Actor<LivestreamState> In(string state) => state switch
    {
        "new" => Studio.New(),
        "scheduled" => Studio.Scheduled(),
        "live" => Studio.Live(),
        "ended" => Studio.Ended(),
        _ => throw new ArgumentException(state),
    };

    private static Caller Sender(string name) => name switch
    {
        "host" => People.Li,
        "cohost" => Studio.CoHost,
        "moderator" => Studio.Moderator,
        "operator" => Studio.Staff,
        "viewer" => Studio.Ann,
        "carl" => Studio.Viewer("a-carl"),
        "system" => Caller.System,
        "doctor" => People.OtherDoctor,
        "assistant" => Studio.Moderator with { Account = new("a-other") },
        // No row of a livestream has this role; who would send in it has not passed the gate.
        "patient" => Studio.Ann with { Role = Role.Patient },
        _ => throw new ArgumentException(name),
    };

    private static Command Make(string command) => command switch
    {
        "open" => Studio.Opening,
        "change" => new ChangeLivestream("改题", "", People.Start.AddHours(2)),
        "start" => new StartLivestream(),
        "end" => new EndLivestream(),
        "stop" => new StopLivestream("违规"),
        "invite" => new InviteFound(new("d-3"), Studio.Facts(new("a-third"), "钱医生")),
        "joinagain" => new JoinAsCoHost(Studio.CoHostDoctor),
        "removeco" => new RemoveCoHost(Studio.CoHostDoctor),
        "addmod" => new AddModerator(new("a-mod2")),
        "removemod" => new RemoveModerator(Studio.Moderator.Account),
        "figures" => new NoteFigures(new(10, 20, 30)),
        "nickname" => new TakeNickname("阿卡"),
        "chat" or "chatstaff" => new PostChat("大家好"),
        "ask" => new AskQuestion("咳嗽要吃药吗", false),
        "vote" => new UpvoteQuestion(99),
        "mic" => new RequestMic(),
        "consent" => new ConsentMic("2030-01", "web"),
        "endmic" => new EndMic(99),
        "acceptmic" => new AcceptMic(99),
        "lost" => new NoteMicLost(99),
        "mark" => new MarkMoment("重点"),
        "slow" => new SetSlowMode(10),
        "pin" => new PinText("欢迎"),
        "unpin" => new UnpinText(),
        "mute" => new MuteViewer(Studio.Ben.Account),
        "unmute" => new UnmuteViewer(Studio.Ben.Account),
        "ban" => new BanViewer(Studio.Ben.Account, "辱骂"),
        "unban" => new UnbanViewer(Studio.Ben.Account),
        "release" => new ReleaseHeld(99),
        "decline" => new DeclineHeld(99),
        "hide" => new HideFound(50, new ChatPosted("安安", "你好"), IsRedacted: false),
        "unhide" => new UnhideFound(50, new ChatPosted("安安", "你好")),
        "erase" => new EraseFound(Studio.Ben.Account, [5]),
        // Sent past the shell, a wish has no facts to rest on.
        "bare" => Studio.Wish,
        _ => throw new ArgumentException(command),
    };
}
