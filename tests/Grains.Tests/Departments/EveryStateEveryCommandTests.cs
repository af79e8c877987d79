using Consult.Feeds;
using static Consult.Departments.Ward;

namespace Consult.Departments;

/// <summary>What every command does in every state of a department, when who may sends it.</summary>
public sealed class EveryStateEveryCommandTests
{
    // A cell is what happens, "=" (accepted, nothing happens), or the code of a refusal, both shortened as below. It is
    // about doctor 1 and consultation 1; doctor 2 is on duty too. Mine, hers: claimed by doctor 1, by doctor 2. Offered,
    // passed: offered to doctor 1, then to doctor 2. Overdue: offered to nobody, as nobody has room. Left: doctor 1 is
    // off duty.
    private const string Table = """
        command  new          empty       night       waiting     mine        hers        offered                     passed      overdue            left
        enter    unknown      joined      closed      =           =           =           =                           =           =                  =
        begin    opened+begun ended+begun ended+begun ended+begun ended+begun ended+begun returned+ended+begun+pushed ended+begun ended+begun+pushed begun
        end      forbidden    ended       ended       ended       ended       ended       returned+ended+pushed       ended       ended              =
        drop     forbidden    ended       ended       ended       ended       ended       returned+ended+pushed       ended       ended              =
        room     forbidden    capacity    capacity    capacity    capacity    capacity    capacity                    capacity    capacity+pushed    =
        claim    forbidden    empty       empty       claimed     empty       empty       claimed                     empty       claimed            duty
        named    forbidden    absent      absent      claimed     =           taken       claimed                     offered     claimed            duty
        release  forbidden    =           =           =           returned    =           =                           =           =                  =
        decline  forbidden    absent      absent      absent      absent      absent      returned+pushed             absent      absent             duty
        refuse   forbidden    =           =           =           =           =           capacity+returned+pushed    =           =                  =
        leave    forbidden    =           =           left        left        left        left                        left        left               left
        bare     forbidden    invalid     invalid     invalid     invalid     invalid     invalid                     invalid     invalid            invalid
        """;

    private static readonly Dictionary<string, string> CodeOf = new()
    {
        ["forbidden"] = Codes.Forbidden,
        ["unknown"] = Codes.DepartmentUnknown,
        ["closed"] = Codes.QuickClosed,
        ["duty"] = Codes.DutyAbsent,
        ["empty"] = Codes.PoolEmpty,
        ["absent"] = Codes.PoolAbsent,
        ["taken"] = Codes.ConsultationTaken,
        ["offered"] = Codes.PoolOffered,
        ["invalid"] = Codes.Invalid,
    };

    private static readonly Dictionary<string, string> EventOf = new()
    {
        ["opened"] = "department.opened",
        ["begun"] = "duty.begun",
        ["ended"] = "duty.ended",
        ["capacity"] = "duty.capacity",
        ["joined"] = "pool.joined",
        ["pushed"] = "pool.pushed",
        ["claimed"] = "pool.claimed",
        ["returned"] = "pool.returned",
        ["left"] = "pool.left",
    };

    public static TheoryData<string, string, string> Cells() => StateTable.Cells(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command, actor.Now);

        var code = actor.Send(by, sent);

        code.ShouldBe(CodeOf.GetValueOrDefault(outcome));
        actor.Events.Skip(before).Select(e => e.Envelope.Type)
            .ShouldBe(outcome is "=" || code is not null ? [] : outcome.Split('+').Select(name => EventOf[name]));
    }

    [Theory]
    [InlineData("enter", Codes.Forbidden)]
    [InlineData("begin", Codes.Forbidden)]
    [InlineData("end", Codes.Forbidden)]
    [InlineData("drop", Codes.Forbidden)]
    [InlineData("room", Codes.Forbidden)]
    [InlineData("claim", Codes.DutyAbsent)]
    [InlineData("named", Codes.DutyAbsent)]
    [InlineData("release", Codes.Forbidden)]
    [InlineData("decline", Codes.DutyAbsent)]
    [InlineData("refuse", Codes.Forbidden)]
    [InlineData("leave", Codes.Forbidden)]
    public void Who_may_not_is_refused_in_every_state(string command, string code)
    {
        Caller[] all = [Account(1), Account(2), Account(3), Account(1) with { Role = Role.Patient }, People.Wang, People.Staff, Caller.System];
        foreach (var state in new[] { "empty", "night", "waiting", "mine", "hers", "offered", "passed", "overdue" })
            foreach (var stranger in all.Except([Make(command, People.Start).By]))
            {
                var actor = In(state);
                actor.Send(stranger, Make(command, actor.Now).Command).ShouldBe(code, $"{state} {stranger}");
            }
    }

    private static Actor<DepartmentState> In(string state) => state switch
    {
        "new" => New(),
        "empty" => Open(2),
        "night" => Open(2).Wait(TimeSpan.FromHours(7)),
        "waiting" => Open(2).Enter(1),
        "mine" => ClaimedBy(1),
        "hers" => ClaimedBy(2),
        "offered" => Open(2).Enter(1).Wait(TimeSpan.FromMinutes(1)),
        "passed" => Open(2).Enter(1).Wait(TimeSpan.FromMinutes(1)).Wait(TimeSpan.FromSeconds(30)),
        "overdue" => New().Begin(1, free: 0).Begin(2, free: 0).Enter(1).Wait(TimeSpan.FromMinutes(1)),
        "left" => Open(2).Do(Account(1), new EndDuty(D(1))).Enter(1),
        _ => throw new ArgumentException(state),
    };

    private static Actor<DepartmentState> ClaimedBy(int doctor)
    {
        var actor = Open(2).Enter(1);
        actor.Claim(doctor);
        return actor;
    }

    private static (Caller By, Command Command) Make(string command, DateTimeOffset now) => command switch
    {
        "enter" => (Caller.System, new EnterPool(C(1), now, now.AddMinutes(10))),
        "begin" => (Account(1), Duty(1)),
        "end" => (Account(1), new EndDuty(D(1))),
        "drop" => (Caller.System, new DropDuty(D(1), DutyEnd.Vanished)),
        "room" => (Caller.System, new NoteCapacity(D(1), 3)),
        "claim" => (Account(1), new ClaimWaiting(D(1), null)),
        "named" => (Account(1), new ClaimWaiting(D(1), C(1))),
        "release" => (Caller.System, new ReleaseClaim(D(1), C(1))),
        "decline" => (Account(1), new DeclinePush(D(1), C(1))),
        "refuse" => (Caller.System, new RefusePush(D(1), C(1), Codes.DoctorCapReached)),
        "leave" => (Caller.System, new LeavePool(C(1))),
        // Sent past the shell, a wish to go on duty has no facts to rest on.
        "bare" => (Account(1), new BeginDuty(D(1))),
        _ => throw new ArgumentException(command),
    };
}
