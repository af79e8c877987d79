using Consult.Feeds;

namespace Consult.Calls;

/// <summary>What every command does in every state of a call, when its own party sends it.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    private const string Table = """
        command    event            new       ringing    connected warned    reconnecting declined  busy      missed    hungup    lost      used      closed
        open       call.started     ok        exists     exists    exists    exists       exists    exists    exists    exists    exists    exists    exists
        answer     call.answered    forbidden ok         answered  answered  answered     over      over      over      over      over      over      over
        decline    call.ended       forbidden ok         answered  answered  answered     over      over      over      over      over      over      over
        hangup     call.ended       forbidden ok         ok        ok        ok           over      over      over      over      over      over      over
        hangupdoc  call.ended       forbidden unanswered ok        ok        ok           over      over      over      over      over      over      over
        extend     call.extended    forbidden unanswered ok        ok        ok           over      over      over      over      over      over      over
        lost       call.party.lost  forbidden unanswered ok        ok        ok           over      over      over      over      over      over      over
        lostagain  -                forbidden unanswered -         -         =            over      over      over      over      over      over      over
        back       call.party.back  forbidden unanswered =         =         ok           over      over      over      over      over      over      over
        close      call.ended       forbidden ok         ok        ok        ok           over      over      over      over      over      over      over
        bare       -                forbidden invalid    invalid   invalid   invalid      invalid   invalid   invalid   invalid   invalid   invalid   invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["forbidden"] = Codes.Forbidden,
        ["exists"] = Codes.CallExists,
        ["answered"] = Codes.CallAnswered,
        ["unanswered"] = Codes.CallUnanswered,
        ["over"] = Codes.CallOver,
        ["invalid"] = Codes.Invalid,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = Talk.In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "=" ? null : CodeOf[outcome]);
        actor.Events.Skip(before).Select(e => e.Envelope.Type).ShouldBe(outcome is "ok" ? [happens] : []);
    }

    public static TheoryData<string> Commands() => ["answer", "decline", "hangup", "extend", "lost", "back", "close", "bare"];

    [Theory, MemberData(nameof(Commands))]
    public void Who_is_no_party_is_refused_in_every_state(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, People.OtherDoctor, People.Staff, Caller.System,
            People.Wang with { For = new("p-2") },
            People.Wang with { For = null },
            People.Li with { Role = Role.Assistant },
            People.Wang with { Role = Role.Doctor },
        ];
        foreach (var state in new[] { "ringing", "connected", "reconnecting", "hungup" })
            foreach (var stranger in all.Except(MayTry(command)))
            {
                var actor = Talk.In(state);
                actor.Send(stranger, Make(command, actor).Command).ShouldBe(Codes.Forbidden, $"{state} {stranger}");
            }
    }

    private static Caller[] MayTry(string command) => command switch
    {
        "lost" or "back" or "close" => [Caller.System],
        "hangup" or "bare" => [People.Wang, People.Li],
        _ => [People.Li],
    };

    private static (Caller By, Command Command) Make(string command, Actor<CallState> actor) => command switch
    {
        "open" => (People.Wang, Talk.Open),
        "answer" => (People.Li, Talk.Answer),
        "decline" => (People.Li, new DeclineCall()),
        "hangup" => (People.Wang, new HangUpCall()),
        "hangupdoc" => (People.Li, new HangUpCall()),
        "extend" => (People.Li, new ExtendCall(5)),
        "lost" => (Caller.System, new NotePartyLost(CallSide.Doctor, actor.Now)),
        "lostagain" => (Caller.System, Talk.PatientLost(actor)),
        "back" => (Caller.System, new NotePartyBack(CallSide.Patient)),
        "close" => (Caller.System, new CloseCall(CallEnd.Closed)),
        // Sent past the shell, an answer has no facts to rest on.
        "bare" => (People.Li, new AnswerCall()),
        _ => throw new ArgumentException(command),
    };
}
