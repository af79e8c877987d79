using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>What every command does in every state, when its own party sends it.</summary>
public sealed class PrescriptionTableTests
{
    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    // Signing: the doctor signed, the consultation has not admitted it. Review: claimed by the pharmacist who acts here.
    private const string Table = """
        command   event                   draft    signing  signed  review  valid   extended returned withdrawn dispensed lapsed
        open      -                       exists   exists   exists  exists  exists  exists   exists   exists    exists    exists
        revise    prescription.revised    ok       signing  fixed   fixed   fixed   fixed    closed   closed    closed    closed
        give      signature.given         ok       =        fixed   fixed   fixed   fixed    closed   closed    closed    closed
        complete  prescription.signed     unsigned ok       =       =       =       =        =        =         =         =
        confirm   prescription.signed     unsigned ok       =       =       =       =        =        =         =         =
        release   signature.released      =        ok       =       =       =       =        =        =         =         =
        claim     review.claimed          absent   absent   ok      =       absent  absent   closed   closed    closed    closed
        rival     -                       absent   absent   ok!     taken   absent  absent   closed   closed    closed    closed
        approve   prescription.approved   absent   absent   absent  ok      absent  absent   closed   closed    closed    closed
        return    prescription.returned   absent   absent   absent  ok      absent  absent   closed   closed    closed    closed
        extend    prescription.extended   invalid  invalid  ok      ok      ok      extended closed   closed    closed    closed
        withdraw  prescription.withdrawn  invalid  invalid  ok      ok      ok      ok       closed   closed    closed    closed
        dispense  prescription.dispensed  invalid  invalid  invalid invalid ok      ok       closed   closed    closed    closed
        bare      -                       bad      bad      bad     bad     bad     bad      bad      bad       bad       bad
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["exists"] = Codes.PrescriptionExists,
        ["signing"] = Codes.PrescriptionSigning,
        ["fixed"] = Codes.PrescriptionFixed,
        ["closed"] = Codes.PrescriptionClosed,
        ["unsigned"] = Codes.SignatureLapsed,
        ["absent"] = Codes.ReviewAbsent,
        ["taken"] = Codes.ReviewTaken,
        ["invalid"] = Codes.PrescriptionNotValid,
        ["extended"] = Codes.ValidityExtended,
        ["bad"] = Codes.Invalid,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = Rx.In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "ok!" or "=" ? null : CodeOf[outcome]);
        var happened = actor.Events.Skip(before).Select(e => e.Envelope.Type);
        happened.ShouldBe(outcome switch { "ok" => [happens], "ok!" => ["review.claimed"], _ => [] });
    }

    public static TheoryData<string> Commands() => StateTable.Commands(Table);

    [Theory, MemberData(nameof(Commands))]
    public void Who_is_no_party_is_refused_in_every_state(string command)
    {
        foreach (var state in new[] { "draft", "signing", "signed", "review", "valid", "returned", "dispensed", "lapsed" })
            foreach (var stranger in Strangers(command))
            {
                var actor = Rx.In(state);
                actor.Send(stranger, Make(command, actor).Command)
                    .ShouldBe(command is "open" ? Codes.PrescriptionExists : Codes.Forbidden, $"{state} {stranger}");
            }
    }

    [Theory, MemberData(nameof(Commands))]
    public void What_was_never_drafted_looks_forbidden(string command)
    {
        if (command is "open") return;
        var actor = Rx.New();
        var (by, sent) = Make(command, actor);
        actor.Send(by, sent).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Nobody_but_the_consultations_doctor_drafts_a_prescription()
    {
        foreach (var stranger in Strangers("open"))
            Rx.New().Send(stranger, Rx.Open).ShouldBe(Codes.Forbidden, stranger.ToString());
    }

    private static IEnumerable<Caller> Strangers(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, People.OtherDoctor, People.Staff, Caller.System, Rx.Chen,
            // The doctor's account in other capacities, automatic text in the doctor's account among them.
            People.Li with { Role = Role.Assistant },
            People.Li with { Role = Role.System },
            Rx.Chen with { Role = Role.Doctor },
        ];
        return command switch
        {
            "confirm" or "release" => all.Where(caller => caller.Role is not Role.System),
            "claim" or "rival" or "approve" or "return" => all.Except([Rx.Chen]),
            "dispense" => all.Except([Rx.Chen, People.Staff]),
            _ => all.Except([People.Li]),
        };
    }

    private static (Caller By, Command Command) Make(string command, Actor<PrescriptionState> actor) => command switch
    {
        "open" => (People.Li, Rx.Open),
        "revise" => (People.Li, new RevisePrescription(Rx.Content with { Advice = "饭后服用" })),
        "give" => (actor.Fresh(), Rx.Give),
        "complete" => (People.Li, new CompleteSignature(1)),
        "confirm" => (Caller.System, new ConfirmSignature(1)),
        "release" => (Caller.System, new ReleaseSignature(1)),
        "claim" => (Rx.Chen, Rx.Claim),
        "rival" => (Rx.Sun, Rx.Claim),
        "approve" => (Rx.Chen, Rx.Approve),
        "return" => (Rx.Chen, new ReturnPrescription("剂量请核对")),
        "extend" => (People.Li, new ExtendValidity(2, "节假日")),
        "withdraw" => (People.Li, new WithdrawPrescription("病情有变")),
        "dispense" => (Rx.Chen, Rx.Dispense),
        // Sent past the shell, a signature has no facts to rest on.
        "bare" => (People.Li, new SignPrescription()),
        _ => throw new ArgumentException(command),
    };
}
