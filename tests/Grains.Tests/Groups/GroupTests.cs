using Consult.Feeds;
using Consult.Memberships;
using Consult.Threads;

namespace Consult.Groups;

/// <summary>What every command does in every state of a group, who may read in it, and what its lists are bounded by.</summary>
public sealed class GroupTests
{
    private const string Rows = """
        command    event                   new       open      applied   held      closed
        create     group.created           ok        group.exists group.exists group.exists group.exists
        change     group.changed           forbidden ok        ok        ok        group.closed
        announce   group.announced         forbidden ok        ok        ok        group.closed
        assistant  group.assistant.added   forbidden ok        ok        ok        group.closed
        dismiss    group.assistant.removed forbidden =         =         =         =
        close      group.closed            forbidden ok        ok        ok        =
        admit      member.admitted         forbidden ok        ok        ok        ok
        remove     member.removed          forbidden ok        ok        ok        ok
        apply      application.noted       forbidden ok        =         ok        ok
        settle     application.settled     forbidden =         ok        =         =
        hold       post.held               forbidden ok        ok        ok        ok
        decide     post.settled            forbidden ok        ok        ok        ok
        opened     thread.opened           forbidden ok        ok        ok        ok
        answered   thread.answered         forbidden ok        ok        ok        ok
        bare       -                       forbidden invalid   invalid   invalid   invalid
        """;

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Rows);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command);
        StateTable.Holds(actor.Send(by, sent), actor.Events.Skip(before).Select(e => e.Envelope.Type), outcome, happens);
    }

    public static TheoryData<string> Commands() =>
        [.. Rows.Split('\n').Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).Where(row => row is not "create")];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_is_refused_in_every_state(string command)
    {
        Caller[] all = [People.Wang, People.Li, Circle.Helper, People.Staff, People.OtherDoctor, Caller.System, People.Li with { Role = Role.Patient }];
        var (by, sent) = Make(command);
        Caller[] allowed = command switch
        {
            "announce" => [People.Li, Circle.Helper],
            "close" => [People.Li, People.Staff],
            _ => [by],
        };
        foreach (var state in new[] { "open", "applied", "closed" })
            foreach (var other in all.Except(allowed))
            {
                var actor = In(state);
                if (command == "announce") actor = In("open");
                actor.Send(other, sent).ShouldBe(Codes.Forbidden, $"{other.Role} {state}");
            }
    }

    [Fact]
    public void It_is_opened_by_the_doctor_of_the_profile_under_a_licence()
    {
        Open(People.Li, Circle.Li with { IsLicensed = false }).ShouldBe(Codes.LicenceUnverified);
        Open(People.OtherDoctor, Circle.Li).ShouldBe(Codes.Forbidden);
        Open(People.Li with { Role = Role.Patient }, Circle.Li).ShouldBe(Codes.Forbidden);
        Open(People.Li, Circle.Li).ShouldBeNull();
    }

    [Fact]
    public void Access_is_the_doctors_the_assistants_the_operators_and_the_members()
    {
        var actor = In("open").Do(People.Li, new AddAssistant(new("a-other"))).Do(Caller.System, new AdmitMember(Place(1), new("p-7")))
            .Do(Caller.System, new DismissMember(Place(1), new("p-7"))).Do(People.Li, new RemoveAssistant(new("a-other")));
        actor.Access.Select(change => (change.Grantee, change.Role)).ShouldBe(
        [
            ("account/a-li", Role.Doctor), ("role/operator", Role.Operator), ("account/a-helper", Role.Assistant), ("account/a-other", Role.Assistant),
            ("patient/p-7", Role.Patient), ("patient/p-7", null), ("account/a-other", null),
        ]);
    }

    [Fact]
    public void Who_is_a_member_and_what_is_held_is_told_to_the_staff_alone()
    {
        var actor = In("open");
        foreach (var command in new[] { "apply", "settle", "admit", "remove", "hold", "decide" }) actor.Do(Caller.System, Make(command).Command);
        actor.Events.Skip(2).ShouldAllBe(e => e.Envelope.Audience == Audience.Staff);
        actor.Entry!.Data.ShouldNotContain("p-1");
        actor.Entry.Terms.ShouldBe(["department:呼吸内科", "doctor:d-1", "status:open"]);
    }

    [Fact]
    public void Members_are_counted_and_not_listed()
    {
        var actor = In("open");
        for (var i = 0; i < 300; i++) actor.Do(Caller.System, new AdmitMember(Place(i), new($"p-{i}")));
        actor.State.Members.ShouldBe(300);
        Actor<GroupState>.Json(actor.State).Length.ShouldBeLessThan(1000);
        Group.FactsOf(actor.State, new() { MaxMembers = 300 })!.IsFull.ShouldBeTrue();
        Group.FactsOf(actor.State, new() { MaxMembers = 301 })!.IsFull.ShouldBeFalse();
    }

    [Fact]
    public void Applications_and_held_posts_are_bounded()
    {
        var actor = In("open");
        for (var i = 0; i < GroupState.ListLength; i++)
        {
            actor.Do(Caller.System, new NoteApplication(Place(i), new($"p-{i}")));
            actor.Do(Caller.System, Held(Place(i)));
        }
        actor.Send(Caller.System, new NoteApplication(Place(1000), new("p-1000"))).ShouldBe(Codes.ApplicationsFull);
        actor.Do(Caller.System, Held(Place(1000)));
        actor.State.Held.Length.ShouldBe(GroupState.ListLength);
        actor.State.Held[0].Membership.ShouldBe(Place(1), "the oldest goes from the list");
        Group.FactsOf(actor.State, new())!.AreApplicationsFull.ShouldBeTrue();
        Actor<GroupState>.Json(actor.Replayed()).ShouldBe(Actor<GroupState>.Json(actor.State));
    }

    [Fact]
    public void Who_applies_while_the_list_fills_up_is_declined_and_told()
    {
        var circle = new Circle(JoinMode.Approval);
        var facts = circle.Inform(new JoinGroup { Group = Circle.Id, Patient = People.Patient, Nickname = "晨光" }, People.Wang);
        for (var i = 0; i < GroupState.ListLength; i++) circle.Group.Do(Caller.System, new NoteApplication(Place(i), new($"p-{i}")));
        circle.Wang.Do(People.Wang, facts);
        circle.Wait(TimeSpan.Zero);
        circle.Wang.State.Status.ShouldBe(MembershipStatus.Declined);
        circle.Notes.ShouldBe(["membership.declined"]);
    }

    [Fact]
    public void Assistants_are_bounded()
    {
        var actor = new Actor<GroupState>(new Group(new() { MaxAssistants = 1 }, new()), Circle.Id.Feed).Do(People.Li, new OpenGroup(Circle.Form, Circle.Li));
        actor.Do(People.Li, new AddAssistant(new("a-1"))).Do(People.Li, new AddAssistant(new("a-1")));
        actor.Send(People.Li, new AddAssistant(new("a-2"))).ShouldBe(Codes.AssistantLimit);
    }

    private static string? Open(Caller by, Doctors.DutyFacts facts) =>
        new Actor<GroupState>(new Group(new(), new()), Circle.Id.Feed).Send(by, new OpenGroup(Circle.Form, facts));

    private static MembershipId Place(int number) => new($"{Circle.Id}.{number:x16}");

    private static NoteHeld Held(MembershipId membership) =>
        new(new(membership, 5, Circle.IdOf("t-1"), PostKind.Question, [HoldReason.Link], People.Start));

    private static Actor<GroupState> In(string state)
    {
        var actor = new Actor<GroupState>(new Group(new(), new()), Circle.Id.Feed);
        if (state == "new") return actor;
        actor.Do(People.Li, new OpenGroup(Circle.Form, Circle.Li)).Do(People.Li, new AddAssistant(Circle.Helper.Account));
        return state switch
        {
            "open" => actor,
            "applied" => actor.Do(Caller.System, Make("apply").Command),
            "held" => actor.Do(Caller.System, Make("hold").Command),
            _ => actor.Do(People.Li, new CloseGroup()),
        };
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "create" => (People.Li, new OpenGroup(Circle.Form, Circle.Li)),
        "change" => (People.Li, new ChangeGroup("哮喘之家", "哮喘的日常管理", JoinMode.Approval)),
        "announce" => (Circle.Helper, new Announce("本周六答疑")),
        "assistant" => (People.Li, new AddAssistant(new("a-new"))),
        "dismiss" => (People.Li, new RemoveAssistant(new("a-new"))),
        "close" => (People.Staff, new CloseGroup()),
        "admit" => (Caller.System, new AdmitMember(Circle.WangsPlace, People.Patient)),
        "remove" => (Caller.System, new DismissMember(Circle.WangsPlace, People.Patient)),
        "apply" => (Caller.System, new NoteApplication(Circle.WangsPlace, People.Patient)),
        "settle" => (Caller.System, new SettleApplication(Circle.WangsPlace)),
        "hold" => (Caller.System, Held(Circle.WangsPlace)),
        "decide" => (Caller.System, new SettleHeld(Circle.WangsPlace, 5)),
        "opened" => (Caller.System, new NoteThread(Circle.IdOf("t-1"), IsAnswer: false)),
        "answered" => (Caller.System, new NoteThread(Circle.IdOf("t-1"), IsAnswer: true)),
        "bare" => (People.Li, new CreateGroup { Doctor = People.Doctor, Name = "", Description = "", Mode = JoinMode.Open }),
        _ => throw new ArgumentException(command),
    };
}
