using Consult.Feeds;
using static Consult.Clinics.Fair;

namespace Consult.Clinics;

/// <summary>What every command does in every state of a clinic, when its own party sends it.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is "ok" (the row's events), "=" (accepted, nothing happens) or the code of a refusal, shortened as below.
    // The states are patient 1's: held, used, claimed by doctor 1, accepted by doctor 1. Full: 2 and 3 have the places, 4
    // stands on the reserve list. Reserve: 1 stands on it. Doctor 2 is invited, doctor 3 hosts.
    private const string Table = """
        command   events                        new       announced open    running held     full     reserve  begun    used     claimed  accepted ended    cancelled
        announce  clinic.announced              ok        exists    exists  exists  exists   exists   exists   exists   exists   exists   exists   exists   exists
        invite    clinic.host.invited           unknown   ok        ok      ok      ok       ok       ok       ok       ok       ok       ok       closed   closed
        join      clinic.host.joined            unknown   ok        ok      ok      ok       ok       ok       ok       ok       ok       ok       closed   closed
        rejoin    -                             unknown   =         =       =       =        =        =        =        =        =        =        =        =
        remove    clinic.host.left              unknown   ok        ok      ok      ok       ok       ok       ok       ok       ok       ok       ok       ok
        stay      -                             unknown   present   present present present  present  present  present  present  present  present  present  present
        take      place.taken                   unknown   closed    ok      ok      taken    full     taken    taken    taken    taken    taken    closed   closed
        queue     place.taken                   unknown   closed    ok      ok      taken    full     taken    taken    taken    taken    taken    closed   closed
        back      place.left                    unknown   absent    absent  absent  ok       absent   ok       ok       isused   isused   isused   closed   closed
        enter     place.used                    unknown   closed    closed  absent  closed   closed   closed   ok       =        =        =        =        closed
        leave     place.left                    unknown   =         =       =       =        =        =        =        ok       ok       ok       ok       =
        accepted  place.accepted                unknown   =         =       =       =        =        =        =        ok       ok       =        ok       =
        claim     place.claimed                 unknown   empty     empty   empty   empty    empty    empty    empty    ok       empty    empty    ok       empty
        named     place.claimed                 unknown   nopool    nopool  nopool  nopool   nopool   nopool   nopool   ok       =        gone     ok       nopool
        other     place.claimed                 unknown   nopool    nopool  nopool  nopool   nopool   nopool   nopool   ok       gone     gone     ok       nopool
        release   place.unclaimed               unknown   =         =       =       =        =        =        =        =        ok       =        =        =
        cancel    clinic.cancelled              unknown   ok        ok      ok      -        -        -        -        -        -        ok       closed   closed
        bare      -                             unknown   invalid   invalid invalid invalid  invalid  invalid  invalid  invalid  invalid  invalid  invalid  invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["unknown"] = Codes.ClinicUnknown,
        ["exists"] = Codes.ClinicExists,
        ["closed"] = Codes.ClinicClosed,
        ["present"] = Codes.HostPresent,
        ["taken"] = Codes.PlaceTaken,
        ["full"] = Codes.ClinicFull,
        ["absent"] = Codes.PlaceAbsent,
        ["isused"] = Codes.PlaceUsed,
        ["empty"] = Codes.PoolEmpty,
        ["nopool"] = Codes.PoolAbsent,
        ["gone"] = Codes.ConsultationTaken,
        ["invalid"] = Codes.Invalid,
    };

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "=" ? null : CodeOf[outcome]);
        actor.Events.Skip(before).Select(e => e.Envelope.Type).ShouldBe(outcome is "ok" ? [happens] : []);
    }

    public static TheoryData<string> Commands() => StateTable.Commands(Table);

    [Theory, MemberData(nameof(Commands))]
    public void Whoever_else_sends_it_changes_nothing(string command)
    {
        Caller[] all =
        [
            Doctor(1), Doctor(2), Doctor(3), Doctor(9), Side(1), Side(2), People.Staff, Caller.System,
            // The same accounts in other capacities, and for other patients.
            Doctor(1) with { Role = Role.Assistant }, Side(1) with { Role = Role.Doctor }, Side(1) with { For = P(2) }, Side(1) with { For = null },
        ];
        foreach (var state in new[] { "announced", "running", "held", "used", "claimed", "accepted" })
            foreach (var stranger in all.Except(MayTry(command)))
            {
                var actor = In(state);
                var before = actor.Events.Count;
                actor.Send(stranger, Make(command, actor).Command);
                actor.Events.Count.ShouldBe(before, $"{state} {stranger}");
            }
    }

    private static Caller[] MayTry(string command) => command switch
    {
        "announce" or "stay" or "bare" => [],
        "invite" or "claim" or "named" or "release" => [Doctor(1)],
        "join" or "rejoin" => [Doctor(2), Doctor(3)],
        "remove" => [Doctor(1), Doctor(3)],
        "cancel" => [Doctor(1), People.Staff],
        "other" => [Doctor(3)],
        "enter" or "leave" or "accepted" => [Caller.System],
        _ => [Side(1)],
    };

    private static Actor<ClinicState> In(string state)
    {
        if (state == "new") return New();
        var actor = Announced().Host(3).Do(Doctor(1), new InviteAs(D(2), Offering(2)));
        if (state == "announced") return actor;
        actor.At(OpensAt);
        return state switch
        {
            "open" => actor,
            "running" => actor.At(From),
            "held" => actor.Take(1),
            "full" => actor.Take(2, 3, 4),
            "reserve" => actor.Take(2, 3, 1),
            "begun" => actor.Take(1).At(From),
            "ended" => actor.Take(1).At(From).Use(1).At(Until),
            "cancelled" => actor.Take(1).Do(Doctor(1), new CancelClinic("医生生病")),
            _ => Used(actor.Take(1).At(From).Use(1), state),
        };
    }

    private static Actor<ClinicState> Used(Actor<ClinicState> actor, string state)
    {
        if (state is "claimed" or "accepted") actor.Claim(1);
        return state is "accepted" ? actor.Do(Caller.System, new LeaveClinic(C(1)) { TakenBy = D(1) }) : actor;
    }

    private static (Caller By, Command Command) Make(string command, Actor<ClinicState> actor) => command switch
    {
        "announce" => (Doctor(1), new AnnounceAs(Wish with { From = actor.Now, OpensAt = null, Until = actor.Now.AddHours(1) }, Offering(1))),
        "invite" => (Doctor(1), new InviteAs(D(4), Offering(4))),
        "join" => (Doctor(2), new JoinAs(D(2), Offering(2))),
        "rejoin" => (Doctor(3), new JoinAs(D(3), Offering(3))),
        "remove" => (Doctor(1), new RemoveHost(D(3))),
        "stay" => (Doctor(1), new RemoveHost(D(1))),
        "take" => (Side(1), Try(1, orReserve: false)),
        "queue" => (Side(1), Try(1)),
        "back" => (Side(1), new GivePlaceBack(P(1))),
        "enter" => (Caller.System, Enter(actor, 1)),
        "leave" => (Caller.System, new LeaveClinic(C(1))),
        "accepted" => (Caller.System, new LeaveClinic(C(1)) { TakenBy = D(1) }),
        "claim" => (Doctor(1), new ClaimAtClinic(D(1), null)),
        "named" => (Doctor(1), new ClaimAtClinic(D(1), C(1))),
        "other" => (Doctor(3), new ClaimAtClinic(D(3), C(1))),
        "release" => (Doctor(1), new ReleaseAtClinic(D(1), C(1))),
        "cancel" => (Doctor(1), new CancelClinic("医生生病")),
        // Sent past the shell, a try has no facts to rest on.
        "bare" => (Side(1), new TakePlace(P(1))),
        _ => throw new ArgumentException(command),
    };
}
