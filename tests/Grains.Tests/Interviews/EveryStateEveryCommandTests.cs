using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>What every command does in every state of an interview, when the one who may send it does.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    // "answered" waits for the second question; "last" asks the only one; "unanswered" ended before the first answer.
    private const string Table = """
        command    event                 new       thinking asking  answered last  finished stopped accepted closed unanswered summarized
        open       interview.opened      ok        =        =       =        =     =        =       =        =      =          =
        ask1       interview.asked       forbidden ok       =       =        =     =        =       =        =      =          =
        ask2       interview.asked       forbidden =        =       ok       =     =        =       =        =      =          =
        enough1    interview.ended       forbidden ok       =       =        =     =        =       =        =      =          =
        answer     interview.answered    forbidden past     ok      past     end   over     over    over     over   over       over
        skip       interview.skipped     forbidden past     ok      past     end   over     over    over     over   over       over
        ahead      -                     forbidden past     past    past     past  over     over    over     over   over       over
        stop       interview.ended       forbidden ok       ok      ok       ok    over     over    over     over   over       over
        accepted   interview.ended       forbidden ok       ok      ok       ok    =        =       =        =      =          =
        closed     interview.ended       forbidden ok       ok      ok       ok    =        =       =        =      =          =
        other      interview.shared      forbidden end      end     end      end   ok       ok      ok       ok     ok         ok
        summarize  interview.summarized  forbidden =        =       =        =     ok       ok      ok       ok     =          =
        bare       -                     forbidden invalid  invalid invalid  invalid invalid invalid invalid invalid invalid  invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["forbidden"] = Codes.Forbidden,
        ["past"] = Codes.InterviewQuestionPast,
        ["over"] = Codes.InterviewOver,
        ["invalid"] = Codes.Invalid,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = Asked.In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "=" or "end" ? null : CodeOf[outcome]);
        // "end": the row's event, and with it the interview is over.
        string[] expected = outcome switch { "ok" => [happens], "end" => [happens, "interview.ended"], _ => [] };
        actor.Events.Skip(before).Select(e => e.Envelope.Type).Order().ShouldBe(expected.Order());
        if (outcome == "end") actor.State.IsOver.ShouldBeTrue();
    }

    public static TheoryData<string> Commands() =>
        [.. Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_send_it_is_refused_in_every_state(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, People.OtherDoctor, People.Staff, Caller.System,
            People.Wang with { For = new("p-2") },
            People.Wang with { For = null },
            People.Wang with { Role = Role.Doctor },
        ];
        var (sender, sent) = Make(command);
        foreach (var state in new[] { "new", "thinking", "asking", "answered", "stopped", "accepted", "closed", "summarized" })
            foreach (var stranger in all.Where(caller => caller != sender))
                Asked.In(state).Send(stranger, sent).ShouldBe(Codes.Forbidden, $"{state} {stranger}");
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "open" => (Caller.System, Asked.Open),
        "ask1" => (Caller.System, Asked.Question(1)),
        "ask2" => (Caller.System, Asked.Question(2)),
        "enough1" => (Caller.System, new TakeQuestion(1, TextSource.Model, null)),
        "answer" => (People.Wang, Asked.Says(1)),
        "skip" => (People.Wang, new SkipQuestion(1)),
        "ahead" => (People.Wang, Asked.Says(2)),
        "stop" => (People.Wang, new StopInterview()),
        "accepted" => (Caller.System, new CloseInterview(People.Li.Account)),
        "closed" => (Caller.System, new CloseInterview(null)),
        "other" => (Caller.System, new CloseInterview(People.OtherDoctor.Account)),
        "summarize" => (Caller.System, Asked.Summary),
        // Sent past the shell, the wish for a question has none.
        "bare" => (People.Wang, new AskNext(1)),
        _ => throw new ArgumentException(command),
    };
}
