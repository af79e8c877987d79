using Consult.Feeds;
using Consult.Groups;

namespace Consult.Memberships;

/// <summary>What every command does in every state of a membership, when who may send it does.</summary>
public sealed class EveryStateEveryCommandTests
{
    private const string Rows = """
        command    event                new       invited   applied   joined        muted         mentor        declined  left      removed   banned        closed
        join       membership.joined    ok        ok        ok        member.exists member.exists member.exists ok        ok        -         member.banned member.exists
        rejoin     membership.applied   -         -         -         -             -             -             -         -         ok        -             -
        invite     membership.invited   ok        =         -         member.exists member.exists member.exists ok        ok        ok        member.banned group.closed
        invited    membership.joined    -         -         ok        -             -             -             -         -         -         -             -
        leave      membership.left      forbidden ok        ok        ok            ok            ok            member.absent = member.absent member.absent ok
        ask        post.written         forbidden member.absent member.absent ok    member.muted  ok            member.absent member.absent member.absent member.absent group.closed
        followup   post.written         forbidden member.absent member.absent ok    member.muted  ok            member.absent member.absent member.absent member.absent group.closed
        reply      post.written         forbidden member.absent member.absent mentor.required member.muted ok   member.absent member.absent member.absent member.absent group.closed
        mark       helpful.marked       forbidden member.absent member.absent ok    ok            ok            member.absent member.absent member.absent member.absent ok
        unmark     helpful.unmarked     forbidden =         =         =             =             =             =         =         =         =             =
        approve    membership.joined    forbidden application.absent ok application.absent application.absent application.absent application.absent application.absent application.absent application.absent application.absent
        decline    membership.declined  forbidden application.absent ok application.absent application.absent application.absent application.absent application.absent application.absent application.absent application.absent
        mute       membership.muted     forbidden member.absent member.absent ok    ok            ok            member.absent member.absent member.absent member.absent ok
        unmute     membership.unmuted   forbidden member.absent member.absent =     ok            =             member.absent member.absent member.absent member.absent =
        remove     membership.removed   forbidden ok        member.absent ok        ok            ok            member.absent member.absent = member.absent ok
        ban        membership.banned    forbidden ok        ok        ok            ok            ok            ok        ok        ok        =             ok
        unban      membership.unbanned  forbidden =         =         =             =             =             =         =         =         ok            =
        grant      questions.granted    forbidden member.absent member.absent ok    ok            ok            member.absent member.absent member.absent member.absent ok
        appoint    mentor.appointed     forbidden member.absent member.absent ok    ok            =             member.absent member.absent member.absent member.absent ok
        dismiss    mentor.dismissed     forbidden member.absent member.absent =     =             ok            member.absent member.absent member.absent member.absent =
        release    post.released        forbidden post.absent post.absent post.absent post.absent post.absent   post.absent post.absent post.absent post.absent post.absent
        refuse     post.declined        forbidden post.absent post.absent post.absent post.absent post.absent   post.absent post.absent post.absent post.absent post.absent
        look       original.read        forbidden ok        ok        ok            ok            ok            ok        ok        ok        ok            ok
        full       membership.declined  forbidden =         ok        =             =             =             =         =         =         =             =
        answered   question.answered    forbidden ok        ok        ok            ok            ok            ok        ok        ok        ok            ok
        helpful    helpful.received     forbidden ok        ok        ok            ok            ok            ok        ok        ok        ok            ok
        bare       -                    forbidden invalid   invalid   invalid       invalid       invalid       invalid   invalid   invalid   invalid       invalid
        """;

    public static TheoryData<string, string, string, string> Cells() => Table.Cells(Rows);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var circle = In(state);
        var actor = circle.Wang;
        var before = actor.Events.Count;
        var (by, sent) = Make(command);

        var code = command == "bare" ? actor.Send(by, sent) : circle.Send(Circle.WangsPlace, by, sent);

        Table.Holds(code, actor.Events.Skip(before).Select(e => e.Envelope.Type), outcome, happens);
    }

    public static TheoryData<string> Commands() =>
        [.. Rows.Split('\n').Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).Where(row => row is not ("rejoin" or "invited"))];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_is_refused_in_every_state(string command)
    {
        Caller[] all =
        [
            People.Wang, People.Li, Circle.Helper, People.Staff, Caller.System, Circle.Zhou,
            People.Wang with { For = null },
            People.Wang with { Role = Role.Pharmacist },
        ];
        foreach (var state in new[] { "new", "invited", "applied", "joined", "muted", "mentor", "removed", "banned", "closed" })
        {
            var (by, sent) = Make(command);
            foreach (var other in all.Where(other => Side(other) != Side(by)))
            {
                var circle = In(state);
                var before = circle.Wang.Events.Count;
                circle.Send(Circle.WangsPlace, other, sent).ShouldBeOneOf(Codes.Forbidden, Codes.Invalid);
                circle.Wang.Events.Count.ShouldBe(before, $"{other.Role} in {state}");
            }
        }
    }

    [Fact]
    public void A_membership_is_of_one_patient_in_one_group()
    {
        var circle = new Circle();
        var wish = new JoinGroup { Group = new("g-2"), Patient = People.Patient, Nickname = "晨光" };
        circle.Send(Circle.WangsPlace, People.Wang, wish).ShouldBe(Codes.Forbidden);
        circle.Send(Circle.ZhousPlace, People.Wang, wish with { Group = Circle.Id }).ShouldBe(Codes.Forbidden);
        MembershipId.Of(Circle.Id, People.Patient).Value.ShouldStartWith("g-1.");
        MembershipId.Of(Circle.Id, People.Patient).Value.ShouldNotContain(People.Patient.Value);
    }

    private static string Side(Caller by) => by.Role switch
    {
        Role.Doctor or Role.Assistant or Role.Operator => "staff",
        Role.Patient => by.For?.Value ?? "nobody",
        _ => by.Role.ToString(),
    };

    /// <summary>A group in which Zhou has asked t-9 and Li has answered; Wang is what the state says, and has asked t-1 if a member.</summary>
    private static Circle In(string state)
    {
        var circle = new Circle();
        circle.Joined(Circle.Zhou, "海风").Do(Circle.ZhousPlace, Circle.Zhou, new AskQuestion(Circle.IdOf("t-9"), "夜里咳怎么办"));
        circle.Send("t-9", People.Li, Circle.Answer("多喝温水")).ShouldBeNull();
        return state switch
        {
            "new" => circle,
            "invited" => circle.Do(Circle.WangsPlace, People.Li, new InviteMember(Circle.Id, People.Patient)),
            "applied" => Applied(circle),
            "joined" => Member(circle),
            "muted" => Member(circle).Do(Circle.WangsPlace, People.Li, new MuteMember(24)),
            "mentor" => Member(circle).Do(Circle.WangsPlace, People.Li, new AppointMentor()),
            "declined" => Applied(circle).Do(Circle.WangsPlace, People.Li, new DeclineApplication()),
            "left" => Member(circle).Do(Circle.WangsPlace, People.Wang, new LeaveGroup()),
            "removed" => Member(circle).Do(Circle.WangsPlace, People.Li, new RemoveMember()),
            "banned" => Member(circle).Do(Circle.WangsPlace, People.Li, new BanMember()),
            "closed" => Closed(Member(circle)),
            _ => throw new ArgumentException(state),
        };
    }

    private static Circle Member(Circle circle) =>
        circle.Joined(People.Wang).Do(Circle.WangsPlace, People.Wang, new AskQuestion(Circle.IdOf("t-1"), "咳嗽三天"));

    private static Circle Applied(Circle circle)
    {
        circle.Group.Do(People.Li, new ChangeGroup("咳嗽之家", "慢性咳嗽", JoinMode.Approval));
        circle.Joined(People.Wang).Wang.State.Status.ShouldBe(MembershipStatus.Applied);
        circle.Group.Do(People.Li, new ChangeGroup("咳嗽之家", "慢性咳嗽", JoinMode.Open));
        return circle;
    }

    private static Circle Closed(Circle circle)
    {
        circle.Group.Do(People.Li, new CloseGroup());
        return circle;
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "join" or "rejoin" => (People.Wang, new JoinGroup { Group = Circle.Id, Patient = People.Patient, Nickname = "晨光" }),
        "invite" or "invited" => (People.Li, new InviteMember(Circle.Id, People.Patient)),
        "leave" => (People.Wang, new LeaveGroup()),
        "ask" => (People.Wang, new AskQuestion(Circle.IdOf("t-2"), "可以运动吗")),
        "followup" => (People.Wang, new FollowUpQuestion(Circle.IdOf("t-1"), "还有痰")),
        "reply" => (People.Wang, new ReplyAsMentor(Circle.IdOf("t-9"), "我试过蜂蜜水")),
        "mark" => (People.Wang, new MarkHelpful(Circle.IdOf("t-9"), 3)),
        "unmark" => (People.Wang, new UnmarkHelpful(Circle.IdOf("t-9"), 3)),
        "approve" => (People.Li, new ApproveApplication()),
        "decline" => (People.Li, new DeclineApplication()),
        "mute" => (People.Li, new MuteMember(1)),
        "unmute" => (Circle.Helper, new UnmuteMember()),
        "remove" => (Circle.Helper, new RemoveMember()),
        "ban" => (People.Staff, new BanMember()),
        "unban" => (People.Li, new UnbanMember()),
        "grant" => (People.Li, new GrantQuestions(1)),
        "appoint" => (People.Li, new AppointMentor()),
        "dismiss" => (People.Li, new DismissMentor()),
        "release" => (People.Li, new ReleaseHeld(1)),
        "refuse" => (People.Li, new DeclineHeld(1)),
        "look" => (People.Li, new NoteOriginalRead(1)),
        "full" => (Caller.System, new RefuseApplication(Codes.ApplicationsFull)),
        "answered" => (Caller.System, new NoteAnswered(Circle.IdOf("t-1"))),
        "helpful" => (Caller.System, new NoteHelpful(Circle.IdOf("t-9"), 3, IsMarked: true)),
        "bare" => (People.Wang, new AskQuestion(Circle.IdOf("t-2"), "没有事实")),
        _ => throw new ArgumentException(command),
    };
}
