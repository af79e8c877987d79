using Consult.Doctors;
using Consult.Feeds;
using Consult.Memberships;
using Consult.Patients;
using Consult.Threads;

namespace Consult.Groups;

/// <summary>
/// A group with its members and threads as values: what one tells another arrives at once and in order. Li leads it, Wang
/// acts for the first patient, Zhou for another.
/// </summary>
internal sealed class Circle
{
    public static readonly GroupId Id = new("g-1");

    public static readonly Caller Zhou = new() { Account = new("a-zhou"), Role = Role.Patient, For = new("p-2") };

    public static readonly Caller Helper = new() { Account = new("a-helper"), Role = Role.Assistant };

    public static readonly MembershipId WangsPlace = MembershipId.Of(Id, People.Patient);

    public static readonly MembershipId ZhousPlace = MembershipId.Of(Id, Zhou.For!.Value);

    public static readonly CreateGroup Form = new()
    {
        Doctor = People.Doctor,
        Name = "咳嗽之家",
        Description = "慢性咳嗽的日常管理",
        Mode = JoinMode.Open,
    };

    public static readonly DutyFacts Li = new()
    {
        Account = People.Li.Account,
        Name = "李医生",
        Department = "呼吸内科",
        IsLicensed = true,
        Free = 1,
    };

    private readonly GroupOptions _options;
    private readonly GroupMask _mask;
    private readonly Membership _membership;
    private readonly GroupThread _thread;
    private readonly Group _group;
    private readonly Dictionary<MembershipId, Actor<MembershipState>> _members = [];
    private readonly Dictionary<ThreadId, Actor<GroupThreadState>> _threads = [];
    private readonly Dictionary<FeedId, int> _told = [];
    private readonly List<(FeedId To, Command Command)> _elsewhere = [];

    public Circle(JoinMode mode = JoinMode.Open, GroupOptions? options = null, GroupMask? mask = null)
    {
        (_options, _mask) = (options ?? new(), mask ?? new());
        _membership = new(_options, new(), _mask);
        _thread = new(_options, _mask);
        _group = new(_options, _mask);
        Group = new(_group, Id.Feed);
        Group.Do(People.Li, new OpenGroup(Form with { Mode = mode }, Li));
        Settle();
    }

    public DateTimeOffset Now { get; private set; } = People.Start;

    public Actor<GroupState> Group { get; }

    /// <summary>Purposes to which patients have consented.</summary>
    public ConsentPurpose[] Consents { get; set; } = [ConsentPurpose.HealthData, ConsentPurpose.Publishing];

    public IEnumerable<Actor<GroupThreadState>> Threads => _threads.Values;

    /// <summary>What patients' inboxes were told.</summary>
    public IEnumerable<string> Notes => _elsewhere.Select(one => one.Command).OfType<NoteInbox>().Select(note => note.Kind);

    public Actor<MembershipState> Wang => Member(WangsPlace);

    public Actor<MembershipState> Zhou_ => Member(ZhousPlace);

    public Actor<MembershipState> Member(MembershipId id)
    {
        if (!_members.TryGetValue(id, out var actor)) _members[id] = actor = new(_membership, id.Feed);
        actor.Now = Now;
        return actor;
    }

    public Actor<GroupThreadState> Thread(string name = "t-1") => Thread(IdOf(name));

    /// <summary>An answer of a licensed doctor in an open group.</summary>
    public static AnswerUnder Answer(string text) => new(new(text), IsLicensed: true, IsGroupClosed: false);

    public static ThreadId IdOf(string name) => new($"{Id}.{name}");

    /// <summary>Sends a command to a membership with the facts as they are, and lets everybody hear of it.</summary>
    public string? Send(MembershipId to, Caller by, Command command)
    {
        var code = Member(to).Send(by, command is JoinGroup or InviteMember or AskQuestion or FollowUpQuestion or ReplyAsMentor
            or MarkHelpful or ReleaseHeld ? Inform(command, by) : command);
        Settle();
        return code;
    }

    public Circle Do(MembershipId to, Caller by, Command command)
    {
        Send(to, by, command).ShouldBeNull(command.GetType().Name);
        return this;
    }

    /// <summary>A command to the thread itself.</summary>
    public string? Send(string thread, Caller by, Command command)
    {
        var code = Thread(thread).Send(by, command);
        Settle();
        return code;
    }

    public Circle Wait(TimeSpan time)
    {
        Now += time;
        foreach (var thread in _threads.Values)
        {
            thread.Now = Now;
            thread.PassDeadlines();
        }
        Settle();
        return this;
    }

    public Circle Joined(Caller by, string nickname = "晨光") =>
        Do(PlaceOf(by), by, new JoinGroup { Group = Id, Patient = by.For!.Value, Nickname = nickname });

    public static MembershipId PlaceOf(Caller by) => MembershipId.Of(Id, by.For!.Value);

    public MembershipView ViewOf(MembershipId id) => Membership.ViewOf(Member(id).State, _options, new(), Now)!;

    /// <summary>A command with the facts that the shell would gather.</summary>
    public Informed Inform(Command command, Caller by) => new(
        command, Groups.Group.FactsOf(Group.State, _options)!, Standing(by), command switch
        {
            FollowUpQuestion followUp => GroupThread.ViewOf(Thread(followUp.Thread).State),
            ReplyAsMentor reply => GroupThread.ViewOf(Thread(reply.Thread).State),
            MarkHelpful mark => GroupThread.ViewOf(Thread(mark.Thread).State),
            _ => null,
        });

    private PatientStanding Standing(Caller by) => new()
    {
        Exists = true,
        IsVerified = true,
        Consents = [.. Consents],
        Age = 30,
        Accounts = [by.Account],
    };

    private Actor<GroupThreadState> Thread(ThreadId id)
    {
        if (!_threads.TryGetValue(id, out var actor)) _threads[id] = actor = new(_thread, id.Feed);
        actor.Now = Now;
        return actor;
    }

    private void Settle()
    {
        while (Tell(_group, Group) || _members.Values.ToArray().Any(one => Tell(_membership, one))
            || _threads.Values.ToArray().Any(one => Tell(_thread, one)))
        {
        }
    }

    private bool Tell<TState>(FeedModel<TState> model, Actor<TState> actor) where TState : class
    {
        if (actor.Events.Count == 0) return false;
        var feed = actor.Events[0].Envelope.Feed;
        var from = _told.GetValueOrDefault(feed);
        _told[feed] = actor.Events.Count;
        foreach (var (body, envelope) in actor.Events.Skip(from).ToArray())
            foreach (var reaction in model.ReactionsTo(actor.State, body, envelope))
                if (Deliver(reaction) is { } code && reaction.IfRefused is { } otherwise)
                    actor.Send(Caller.System, otherwise(code)).ShouldBeNull();
        return from < actor.Events.Count;
    }

    private string? Deliver(Reaction reaction)
    {
        var (to, command) = (reaction.To, reaction.Command);
        Group.Now = Now;
        switch (to.Kind)
        {
            case FeedKinds.Group: return Group.Send(Caller.System, command);
            case FeedKinds.Membership: return Member(new(to.Key)).Send(Caller.System, command);
            case FeedKinds.Thread: return Thread(new ThreadId(to.Key)).Send(Caller.System, command);
            default:
                _elsewhere.Add((to, command));
                return null;
        }
    }
}
