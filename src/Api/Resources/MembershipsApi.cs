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
using Consult.Memberships;
using Consult.Threads;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
// Orleans has one too.
using MembershipEntry = Consult.Memberships.MembershipEntry;

namespace Consult.Api.Resources;

/// <summary>Memberships: what a member does. What the staff does about one: <see cref="MembershipStaffApi"/>.</summary>
internal static class MembershipsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapMemberships(this RouteGroupBuilder api)
    {
        var memberships = api.MapGroup("/memberships").WithTags("Memberships");
        memberships.MapGet("/", ListAsync).WithSummary("The memberships of a patient (patient's side)");
        memberships.MapGet("/{membership}", ShowAsync).WithSummary("A membership (patient's side, staff of the group)");
        memberships.MapPost("/{membership}/leave", Leave).WithSummary("Leave, or take an application back (patient's side)");
        memberships.MapPost("/{membership}/questions", AskAsync).WithSummary("Ask a question (the member)");
        memberships.MapPost("/{membership}/threads/{thread}/followups", FollowUpAsync).WithSummary("Add to my question (the member)");
        memberships.MapPost("/{membership}/threads/{thread}/replies", ReplyAsync).WithSummary("Reply from experience (peer mentor)");
        memberships.MapPut("/{membership}/threads/{thread}/helpful/{post}", Mark).WithSummary("Mark a post as helpful (the member)");
        memberships.MapDelete("/{membership}/threads/{thread}/helpful/{post}", Unmark).WithSummary("Take a mark back (the member)");
        memberships.MapMembershipStaff();
        return api;
    }

    private static async Task<Results<Ok<MembershipPage>, ProblemHttpResult>> ListAsync(
        PatientId? patient, [AsParameters] Paging paging, SignedIn who, AccessGate gate, IFeedStore store, CancellationToken cancellationToken)
    {
        if (patient is not { } whose) return Problem.Of(Codes.Invalid);
        if (await gate.FindAsync(whose.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        if (paging.Query(FeedKinds.Membership, ("patient", whose.Value)) is not { } query) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new MembershipPage(page.Entries, page.Next));
    }

    // Of patients those who act for this one, of everybody else the staff of the group.
    private static async Task<Results<Ok<MembershipView>, ProblemHttpResult>> ShowAsync(
        MembershipId membership, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var door = who.Role is Role.Patient ? membership.Feed : membership.Group.Feed;
        return await gate.FindAsync(door, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IMembershipGrain>(membership.Value).View(cancellationToken));
    }

    private static Task<Outcome> Leave(MembershipId membership, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(membership.Feed, new LeaveGroup());

    private static async Task<Results<Created<Posted>, ProblemHttpResult>> AskAsync(
        MembershipId membership, [AsParameters] Incoming incoming, TextBody body)
    {
        var thread = new ThreadId($"{membership.Group}.{incoming.NewFeed(FeedKinds.Thread).Key}");
        return Tell(thread, await incoming.Sender.SendAsync(
            incoming.Who, incoming.Key, membership.Feed, new AskQuestion(thread, body.Text), incoming.Cancelled));
    }

    private static async Task<Results<Created<Posted>, ProblemHttpResult>> FollowUpAsync(
        MembershipId membership, ThreadId thread, [AsParameters] Incoming incoming, TextBody body) =>
        Tell(thread, await incoming.Sender.SendAsync(
            incoming.Who, incoming.Key, membership.Feed, new FollowUpQuestion(thread, body.Text), incoming.Cancelled));

    private static async Task<Results<Created<Posted>, ProblemHttpResult>> ReplyAsync(
        MembershipId membership, ThreadId thread, [AsParameters] Incoming incoming, TextBody body) =>
        Tell(thread, await incoming.Sender.SendAsync(
            incoming.Who, incoming.Key, membership.Feed, new ReplyAsMentor(thread, body.Text), incoming.Cancelled));

    private static Results<Created<Posted>, ProblemHttpResult> Tell(ThreadId thread, Answer answer) => answer.IsAccepted
        ? TypedResults.Created($"/threads/{thread}", new Posted(thread, answer.Position, answer.Value == PostAnswer.Held))
        : Problem.Of(answer.Code!);

    private static Task<Outcome> Mark(MembershipId membership, ThreadId thread, long post, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(membership.Feed, new MarkHelpful(thread, post));

    private static Task<Outcome> Unmark(MembershipId membership, ThreadId thread, long post, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(membership.Feed, new UnmarkHelpful(thread, post));

    /// <summary>What somebody writes.</summary>
    internal sealed record TextBody(PrivateText Text);

    /// <summary>Something was written.</summary>
    /// <param name="Id">The thread in which it stands, or will stand.</param>
    /// <param name="Position">Where the membership's feed stood afterwards; its last event is the post.</param>
    /// <param name="IsHeld">Whether it waits for the staff's decision.</param>
    internal sealed record Posted(ThreadId Id, Position Position, bool IsHeld);

    /// <summary>A page of memberships.</summary>
    /// <param name="Memberships">Them, latest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record MembershipPage(
        [property: EntriesOf(typeof(MembershipEntry))] ImmutableArray<JsonObject> Memberships, string? Next);
}
