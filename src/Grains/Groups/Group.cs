using System.Collections.Immutable;
using System.Text.Json;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Groups;

/// <summary>A health group: who leads it, who may read in it, what is new. <c>Open → Closed</c>.</summary>
internal sealed partial class Group(GroupOptions options, GroupMask mask) : FeedModel<GroupState>
{
    private const int MaxName = 30;
    private const int MaxText = 1000;

    public override int FoldVersion => 1;

    public override GroupState Empty { get; } = new();

    public override string? SubjectOf(GroupState state) => state.Exists ? state.DoctorAccount.Feed.Value : null;

    public override Decision Decide(GroupState state, Command command, Context context) => command switch
    {
        OpenGroup open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        AdmitMember or DismissMember or NoteApplication or SettleApplication or NoteHeld or SettleHeld or NoteThread =>
            context.By.Role is Role.System ? Note(state, command) : Decision.Refuse(Codes.Forbidden),
        Groups.CloseGroup when context.By.Role is Role.Operator || IsDoctor(state, context.By) => Close(state),
        Groups.Announce announce when IsDoctor(state, context.By) || IsAssistant(state, context.By) => Announce(state, announce),
        _ when !IsDoctor(state, context.By) => Decision.Refuse(Codes.Forbidden),
        ChangeGroup change => Change(state, change),
        AddAssistant add => Add(state, add),
        RemoveAssistant remove => state.Assistants.Contains(remove.Account)
            ? Decision.Accept(new GroupAssistantRemoved(remove.Account))
            : Decision.Accept(),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override GroupState Apply(GroupState state, EventBody body, Envelope envelope) => body switch
    {
        GroupCreated e => Created(state, e, envelope),
        GroupChanged e => state with { Name = e.Name, Description = e.Description, Mode = e.Mode },
        GroupAnnounced e => state with { Announcement = e.Text },
        GroupAssistantAdded e => state with { Assistants = state.Assistants.Add(e.Account) },
        GroupAssistantRemoved e => state with { Assistants = state.Assistants.Remove(e.Account) },
        Groups.GroupClosed => state with { IsClosed = true },
        MemberAdmitted e => Without(state, e.Membership) with { Members = state.Members + 1 },
        MemberRemoved => state with { Members = state.Members - 1 },
        ApplicationNoted e => state with { Applications = state.Applications.Add(new(e.Membership, e.Patient, envelope.At)) },
        ApplicationSettled e => Without(state, e.Membership),
        PostHeld e => state with
        {
            Held = [.. state.Held.Add(new(e.Membership, e.Post, e.Thread, e.Kind, e.Reasons, envelope.At)).TakeLast(GroupState.ListLength)],
        },
        PostSettled e => state with { Held = state.Held.RemoveAll(held => held.Membership == e.Membership && held.Post == e.Post) },
        ThreadOpened or ThreadAnswered => state,
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        GroupCreated e => [new(e.DoctorAccount.Feed.Value, Role.Doctor), new(RoleGrant.Of(Role.Operator), Role.Operator)],
        GroupAssistantAdded e => [new(e.Account.Feed.Value, Role.Assistant)],
        GroupAssistantRemoved e => [new(e.Account.Feed.Value, Role: null)],
        MemberAdmitted e => [new(e.Patient.Feed.Value, Role.Patient)],
        MemberRemoved e => [new(e.Patient.Feed.Value, Role: null)],
        _ => [],
    };

    public override Entry? EntryOf(FeedId feed, GroupState state)
    {
        if (!state.Exists) return null;
        ImmutableArray<string> terms =
        [
            $"department:{state.Department}",
            $"doctor:{state.Doctor}",
            state.IsClosed ? "status:closed" : "status:open",
        ];
        var data = new GroupEntry(
            state.Name, state.Doctor, state.DoctorName, state.Department, state.Mode, state.Members, state.IsClosed);
        return new(feed, state.CreatedAt.ToUnixTimeMilliseconds(), terms, JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public static GroupView? ViewOf(GroupState state) => !state.Exists ? null : new()
    {
        Group = state.Group,
        Name = state.Name,
        Description = state.Description,
        Department = state.Department,
        Doctor = state.Doctor,
        DoctorName = state.DoctorName,
        Mode = state.Mode,
        Members = state.Members,
        Announcement = state.Announcement,
        IsClosed = state.IsClosed,
        CreatedAt = state.CreatedAt,
    };

    public static GroupDesk? DeskOf(GroupState state) => !state.Exists ? null : new()
    {
        Assistants = state.Assistants,
        Applications = state.Applications,
        Held = state.Held,
    };

    public static GroupFacts? FactsOf(GroupState state, GroupOptions options) => !state.Exists ? null : new()
    {
        Mode = state.Mode,
        IsClosed = state.IsClosed,
        IsFull = state.Members >= options.MaxMembers,
        AreApplicationsFull = state.Applications.Length >= GroupState.ListLength,
        Doctor = state.Doctor,
        DoctorAccount = state.DoctorAccount,
        Department = state.Department,
    };

    private static GroupState Created(GroupState state, GroupCreated e, Envelope envelope) => state with
    {
        Exists = true,
        Group = new(envelope.Feed.Key),
        Doctor = e.Doctor,
        DoctorAccount = e.DoctorAccount,
        DoctorName = e.DoctorName,
        Department = e.Department,
        Name = e.Name,
        Description = e.Description,
        Mode = e.Mode,
        CreatedAt = envelope.At,
    };

    private static bool IsDoctor(GroupState state, Caller by) => by.Role is Role.Doctor && by.Account == state.DoctorAccount;

    private static bool IsAssistant(GroupState state, Caller by) => by.Role is Role.Assistant && state.Assistants.Contains(by.Account);
}

/// <summary>A <see cref="CreateGroup"/> with what the doctor's actor says; it never crosses a boundary.</summary>
internal sealed record OpenGroup(CreateGroup Wish, DutyFacts Doctor) : Command;
