using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Memberships;
using Consult.Threads;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Health groups: the list, the doctor's and the assistants' side. Members: <see cref="MembershipsApi"/>.</summary>
internal static class GroupsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapGroups(this RouteGroupBuilder api)
    {
        var groups = api.MapGroup("/groups").WithTags("Groups");
        groups.MapPost("/", Create).WithSummary("Open a health group (doctor)");
        groups.MapGet("/", ListAsync).WithSummary("Health groups, newest first");
        groups.MapGet("/{group}", ShowAsync).WithSummary("A health group");
        groups.MapGet("/{group}/desk", DeskAsync).WithSummary("Assistants, who wants to join, and what is held (staff of the group)");
        groups.MapGet("/{group}/members", MembersAsync).WithSummary("Who is a member, latest first (members, staff of the group)");
        groups.MapGet("/{group}/threads", ThreadsAsync).WithSummary("Questions, last active first (members, staff of the group)");
        groups.MapPut("/{group}/profile", Change).WithSummary("Replace name, description and join mode (the doctor)");
        groups.MapPut("/{group}/announcement", Announce).WithSummary("Replace the announcement (the doctor, assistants)");
        groups.MapPut("/{group}/assistants/{account}", AddAssistant).WithSummary("Let an account assist (the doctor)");
        groups.MapDelete("/{group}/assistants/{account}", RemoveAssistant).WithSummary("End an assistance (the doctor)");
        groups.MapPost("/{group}/close", Close).WithSummary("Close the group for good (the doctor, operator)");
        groups.MapPost("/{group}/invitations", InviteAsync).WithSummary("Invite a patient (staff of the group)");
        groups.MapPost("/{group}/join", JoinAsync).WithSummary("Join, or apply (patient's side)");
        return api;
    }

    private static Task<Beginning> Create([AsParameters] Incoming incoming, CreateGroup body) =>
        incoming.BeginAsync(Role.Doctor, FeedKinds.Group, body);

    private static async Task<Results<Ok<GroupPage>, ProblemHttpResult>> ListAsync(
        string? department, DoctorId? doctor, [AsParameters] Paging paging, IFeedStore store, CancellationToken cancellationToken)
    {
        if (paging.Query(FeedKinds.Group, ("department", department), ("doctor", doctor?.Value)) is not { } query)
            return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new GroupPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<GroupView>, ProblemHttpResult>> ShowAsync(
        GroupId group, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await grains.GetGrain<IGroupGrain>(group.Value).View(cancellationToken));

    private static async Task<Results<Ok<GroupDeskPage>, ProblemHttpResult>> DeskAsync(
        GroupId group, SignedIn who, AccessGate gate, IGrainFactory grains, MemberReader members, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(group.Feed, who, cancellationToken) is null or { Role: Role.Patient }) return Problem.Of(Codes.Forbidden);
        var reading = await grains.GetGrain<IGroupGrain>(group.Value).Desk(cancellationToken);
        if (reading.Value is not { } desk) return Problem.Of(reading.Code ?? Codes.Forbidden);
        var first = desk.Applications.Take(MemberReader.AtMost).ToImmutableArray();
        var nicknames = await members.ReadAsync([.. first.Select(applicant => applicant.Membership)], cancellationToken);
        return TypedResults.Ok(new GroupDeskPage(
            desk.Assistants,
            desk.Applications.Length,
            [.. first.Zip(nicknames, (one, view) => new ApplicantLine(one.Membership, one.Patient, one.At, view?.Nickname ?? PrivateText.Gone))],
            desk.Held));
    }

    private static async Task<Results<Ok<MemberPage>, ProblemHttpResult>> MembersAsync(
        GroupId group, [AsParameters] Paging paging, SignedIn who, AccessGate gate, IFeedStore store, MemberReader members,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(group.Feed, who, cancellationToken) is not { } access) return Problem.Of(Codes.Forbidden);
        var bounded = paging with { Limit = Math.Min(paging.Limit ?? MemberReader.AtMost, MemberReader.AtMost) };
        if (bounded.Query(FeedKinds.Membership, ("group", group.Value), ("status", "joined")) is not { } query)
            return Problem.Of(Codes.Invalid);
        var found = await store.SearchAsync(query, cancellationToken);
        var views = await members.ReadAsync([.. found.Select(entry => new MembershipId(entry.Feed.Key))], cancellationToken);
        // Who left since the list was written is no line of it.
        var lines = views.OfType<MembershipView>().Where(view => view.JoinedAt is not null).Select(view => LineOf(view, access.Role));
        return TypedResults.Ok(new MemberPage([.. lines], EntryPage.Of(query, found).Next));
    }

    private static MemberLine LineOf(MembershipView view, Role reader) => new(
        view.Membership, view.Nickname, view.JoinedAt!.Value, view.IsMentor, view.Badges, reader is Role.Patient ? null : view.Patient);

    private static async Task<Results<Ok<ThreadPage>, ProblemHttpResult>> ThreadsAsync(
        GroupId group, Name<ThreadStatus>? status, MembershipId? asker, [AsParameters] Paging paging,
        SignedIn who, AccessGate gate, IFeedStore store, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(group.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var query = paging.Query(FeedKinds.Thread, ("group", group.Value), ("status", status?.ToString()), ("asker", asker?.Value));
        if (query is null) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new ThreadPage(page.Entries, page.Next));
    }

    private static Task<Outcome> Change(GroupId group, [AsParameters] Incoming incoming, ChangeGroup body) =>
        incoming.SendAsync(group.Feed, body);

    private static Task<Outcome> Announce(GroupId group, [AsParameters] Incoming incoming, Announce body) =>
        incoming.SendAsync(group.Feed, body);

    private static Task<Outcome> AddAssistant(GroupId group, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(group.Feed, new AddAssistant(account));

    private static Task<Outcome> RemoveAssistant(GroupId group, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(group.Feed, new RemoveAssistant(account));

    private static Task<Outcome> Close(GroupId group, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(group.Feed, new CloseGroup());

    private static async Task<Beginning> InviteAsync(
        GroupId group, [AsParameters] Incoming incoming, InvitationBody body, IGrainFactory grains) =>
        await BeginAsync(group, body.Patient, group.Feed, incoming, new InviteMember(group, body.Patient), grains);

    // The patient's access rows say in which capacity the sender joins; the membership may not exist yet.
    private static async Task<Beginning> JoinAsync(GroupId group, [AsParameters] Incoming incoming, JoinBody body, IGrainFactory grains) =>
        await BeginAsync(
            group, body.Patient, body.Patient.Feed, incoming,
            new JoinGroup { Group = group, Patient = body.Patient, Nickname = body.Nickname }, grains);

    private static async Task<Beginning> BeginAsync(
        GroupId group, PatientId patient, FeedId door, Incoming incoming, Command command, IGrainFactory grains)
    {
        var membership = MembershipId.Of(group, patient);
        var actor = grains.GetGrain<IMembershipGrain>(membership.Value);
        return Incoming.TellNew(membership.Feed, await incoming.Sender.SendThroughAsync(
            door, incoming.Who, incoming.Key, command, actor.Execute, incoming.Cancelled));
    }

    /// <summary>Whom to invite.</summary>
    /// <param name="Patient">The patient.</param>
    internal sealed record InvitationBody(PatientId Patient);

    /// <summary>Who joins.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="Nickname">What the other members see.</param>
    internal sealed record JoinBody(PatientId Patient, PrivateText Nickname);

    /// <summary>A page of groups.</summary>
    /// <param name="Groups">Them, newest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record GroupPage(
        [property: EntriesOf(typeof(GroupEntry))] ImmutableArray<JsonObject> Groups, string? Next);

    /// <summary>A page of questions.</summary>
    /// <param name="Threads">Them, last active first; their texts are in their feeds.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record ThreadPage(
        [property: EntriesOf(typeof(ThreadEntry))] ImmutableArray<JsonObject> Threads, string? Next);

    /// <summary>What the staff of a group has to do.</summary>
    /// <param name="Assistants">The accounts that assist.</param>
    /// <param name="Waiting">How many want to join.</param>
    /// <param name="Applications">The first 50 of them, longest first.</param>
    /// <param name="Held">Posts that wait for a decision, longest first.</param>
    internal sealed record GroupDeskPage(
        ImmutableArray<AccountId> Assistants, int Waiting, ImmutableArray<ApplicantLine> Applications, ImmutableArray<HeldNotice> Held);

    /// <summary>Somebody who wants to join.</summary>
    /// <param name="Membership">The membership that would begin.</param>
    /// <param name="Patient">Who it is.</param>
    /// <param name="At">Since when.</param>
    /// <param name="Nickname">What the members would see.</param>
    internal sealed record ApplicantLine(MembershipId Membership, PatientId Patient, DateTimeOffset At, PrivateText Nickname);

    /// <summary>A page of members.</summary>
    /// <param name="Members">Them, latest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record MemberPage(ImmutableArray<MemberLine> Members, string? Next);

    /// <summary>A member.</summary>
    /// <param name="Membership">The membership.</param>
    /// <param name="Nickname">What the members see.</param>
    /// <param name="JoinedAt">Since when.</param>
    /// <param name="IsMentor">Whether a peer mentor.</param>
    /// <param name="Badges">Badges.</param>
    /// <param name="Patient">Who it is; for the staff alone.</param>
    internal sealed record MemberLine(
        MembershipId Membership, PrivateText Nickname, DateTimeOffset JoinedAt, bool IsMentor, ImmutableArray<Badge> Badges, PatientId? Patient);
}
