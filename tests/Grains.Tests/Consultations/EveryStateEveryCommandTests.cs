using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>What every command does in every state, when its own party sends it.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    // Active: accepted, no reply yet. Answered: the doctor replied. Late: the window has closed. By video: talking, and
    // waited, when the doctor was there and the patient did not come.
    private const string Table = """
        command   event                      unpaid   requested waiting  active   answered late     talking  waited   completed rated    settled  cancelled expired  refunded terminated transferred
        open      -                          exists   exists    exists   exists   exists   exists   exists   exists   exists    exists   exists   exists    exists   exists   exists     exists
        paid      consultation.paid          ok       =         =        =        =        =        =        =        =         =        =        =         =        =        =          =
        notpaid   consultation.cancelled     ok       =         =        =        =        =        =        =        =         =        =        =         =        =        =          =
        queued    consultation.waiting       ok       ok        =        =        =        =        =        =        closed    closed   closed   closed    closed   closed   closed     closed
        notqueued consultation.cancelled     ok       ok        =        =        =        =        =        =        closed    closed   closed   closed    closed   closed   closed     closed
        dropped   consultation.cancelled     ok       ok        ok       =        =        =        =        =        =         =        =        =         =        =        =          =
        accept    consultation.accepted      payment  ok        ok       taken    taken    taken    taken    taken    closed    closed   closed   closed    closed   closed   closed     closed
        decline   consultation.cancelled     ok       ok        ok       taken    taken    taken    taken    taken    closed    closed   closed   closed    closed   closed   closed     closed
        cancel    consultation.cancelled     ok       ok        ok       accepted accepted accepted accepted accepted closed    closed   closed   closed    closed   closed   closed     closed
        ask       message.posted             inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        reply     message.posted             inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        recall    -                          inactive inactive  inactive recall   recall   recall   recall   recall   closed    closed   closed   closed    closed   closed   closed     closed
        read      consultation.read          ok       ok        ok       ok       ok       ok       ok       ok       ok        ok       ok       ok        ok       ok       ok         ok
        grant     rounds.granted             inactive inactive  inactive ok       ok       window   ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        buy       pack.ordered               inactive inactive  inactive ok       ok       window   kind     kind     closed    closed   closed   closed    closed   closed   closed     closed
        propose   opinion.proposed           inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        opinion   -                          inactive inactive  inactive absent   absent   absent   absent   absent   closed    closed   closed   closed    closed   closed   closed     closed
        transfer  consultation.transferred   inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        complete  consultation.completed     inactive inactive  inactive summary  ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        terminate consultation.terminated    inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        refund    refund.requested           inactive inactive  inactive ok       ok       ok       ok       ok       ok        ok       nothing  closed    closed   nothing  nothing    nothing
        decide    -                          norefund norefund  norefund norefund norefund norefund norefund norefund norefund  norefund norefund norefund  norefund norefund norefund   norefund
        claim     refund.approved            early    early     early    early    early    early    early    early    ok        ok       nothing  closed    closed   closed   closed     closed
        rate      consultation.rated         early    early     early    early    early    early    early    early    ok        repeated ok       closed    closed   closed   closed     closed
        rings     consultation.call.started  inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        answers   consultation.call.answered inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        extends   consultation.call.extended inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        hangsup   consultation.call.ended    inactive inactive  inactive ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        record    record.opened              ok       ok        ok       ok       ok       ok       ok       ok       ok        ok       ok       ok        ok       ok       ok         ok
        sign      automatic.posted           ok       ok        ok       ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        summary   automatic.posted           ok       ok        ok       ok       ok       ok       ok       ok       closed    closed   closed   closed    closed   closed   closed     closed
        bare      -                          invalid  invalid   invalid  invalid  invalid  invalid  invalid  invalid  invalid   invalid  invalid  invalid   invalid  invalid  invalid    invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["exists"] = Codes.ConsultationExists,
        ["closed"] = Codes.ConsultationClosed,
        ["taken"] = Codes.ConsultationTaken,
        ["inactive"] = Codes.ConsultationInactive,
        ["accepted"] = Codes.CancelAfterAccept,
        ["summary"] = Codes.SummaryTooEarly,
        ["window"] = Codes.WindowPassed,
        ["recall"] = Codes.RecallTooLate,
        ["early"] = Codes.RatingTooEarly,
        ["repeated"] = Codes.RatingRepeated,
        ["invalid"] = Codes.Invalid,
        ["payment"] = Codes.PaymentRequired,
        ["absent"] = Codes.OpinionAbsent,
        ["nothing"] = Codes.RefundNothing,
        ["kind"] = Codes.KindUnsupported,
        ["norefund"] = Codes.RefundAbsent,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = Visit.In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor.Now);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "=" ? null : CodeOf[outcome]);
        actor.Events.Skip(before).Select(e => e.Envelope.Type).ShouldBe(outcome is "ok" ? [happens] : []);
    }

    public static TheoryData<string> Commands() =>
        [.. Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).Where(name => name != "open")];

    [Theory, MemberData(nameof(Commands))]
    public void Who_is_no_party_is_refused_in_every_state(string command)
    {
        foreach (var state in new[] { "requested", "waiting", "active", "answered", "late", "completed", "cancelled" })
            foreach (var stranger in Strangers(command))
            {
                var actor = Visit.In(state);
                actor.Send(stranger, Make(command, actor.Now).Command).ShouldBe(Codes.Forbidden, $"{state} {stranger}");
            }
    }

    [Theory, MemberData(nameof(Commands))]
    public void What_was_never_requested_looks_forbidden(string command)
    {
        var actor = Visit.New();
        var (by, sent) = Make(command, actor.Now);
        actor.Send(by, sent).ShouldBe(Codes.Forbidden);
    }

    private static IEnumerable<Caller> Strangers(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, People.OtherDoctor, People.Staff, Caller.System,
            People.Wang with { For = new("p-2") },
            People.Wang with { For = null },
            // The doctor's account in another capacity, and another account in the doctor's.
            People.Li with { Role = Role.Assistant },
            People.Wang with { Role = Role.Doctor },
        ];
        Caller[] mayTry = command switch
        {
            "queued" or "notqueued" or "dropped" or "paid" or "notpaid" or "sign" or "summary" => [Caller.System],
            "rings" or "answers" or "extends" or "hangsup" => [Caller.System],
            "record" or "decide" => [People.Staff],
            "ask" or "reply" or "recall" or "read" or "bare" => [People.Wang, People.Li],
            "cancel" or "rate" or "buy" or "opinion" or "transfer" or "refund" or "claim" => [People.Wang],
            _ => [People.Li],
        };
        return all.Except(mayTry);
    }

    private static (Caller By, Command Command) Make(string command, DateTimeOffset now) => command switch
    {
        "open" => (People.Wang, Visit.Open),
        "paid" => (Caller.System, new ConfirmPayment(Visit.Payment)),
        "notpaid" => (Caller.System, new RefusePayment(Visit.Payment, "sandbox.declined")),
        "queued" => (Caller.System, new ConfirmQueued()),
        "notqueued" => (Caller.System, new RefuseQueue(Codes.DoctorQueueFull)),
        "dropped" => (Caller.System, new DropFromClinic()),
        "accept" => (People.Li, Visit.Accept(now)),
        "decline" => (People.Li, new DeclineConsultation("不在专长内")),
        "cancel" => (People.Wang, new CancelConsultation()),
        "ask" => (People.Wang, Visit.Says("还要吃药吗？")),
        "reply" => (People.Li, Visit.Says("再观察两天")),
        "recall" => (People.Wang, new RecallMessage(99)),
        "read" => (People.Wang, new MarkRead(1)),
        "buy" => (People.Wang, new BuyRounds(null)),
        "propose" => (People.Li, new ProposeInvited(new("d-2"), Visit.Offering with { Account = People.OtherDoctor.Account })),
        "opinion" => (People.Wang, new DecideOpinion(new("d-2"), Consent: true)),
        "transfer" => (People.Wang, Visit.Handover),
        "refund" => (People.Wang, new RequestRefund("没有解决问题")),
        "decide" => (People.Staff, new DecideRefund { RefundFen = 0, Reason = "已解答" }),
        "claim" => (People.Wang, new ClaimGuarantee("不满意")),
        "grant" => (People.Li, new GrantRounds(1)),
        "complete" => (People.Li, Visit.Summary),
        "terminate" => (People.Li, new TerminateConsultation("需要面诊")),
        "rate" => (People.Wang, Visit.Rating),
        "sign" => (Caller.System, new NoteSign(RedFlag.ChestPain)),
        "summary" => (Caller.System, new PostSummary("小结")),
        "rings" => (Caller.System, Visit.Hears(CallNews.Started)),
        "answers" => (Caller.System, Visit.Hears(CallNews.Answered)),
        "extends" => (Caller.System, Visit.Hears(CallNews.Extended)),
        "hangsup" => (Caller.System, Visit.Hears(CallNews.Ended)),
        "record" => (People.Staff, new OpenRecord("抽查")),
        // Sent past the shell, a request has no facts to rest on.
        "bare" => (People.Wang, Visit.Wish),
        _ => throw new ArgumentException(command),
    };
}
