using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Memberships;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// What the staff of a group (its doctor, assistants, operators) does about a member. The group's access rows are the
/// door: the membership's own name the patient's side alone.
/// </summary>
internal static class MembershipStaffApi
{
    /// <summary>Adds the routes.</summary>
    public static void MapMembershipStaff(this RouteGroupBuilder memberships)
    {
        memberships.MapPost("/{membership}/approve", Take<ApproveApplication>).WithSummary("Admit who has applied (staff of the group)");
        memberships.MapPost("/{membership}/decline", Take<DeclineApplication>).WithSummary("Do not admit who has applied (staff of the group)");
        memberships.MapPost("/{membership}/mute", Mute).WithSummary("Let a member read only for a time (staff of the group)");
        memberships.MapPost("/{membership}/unmute", Take<UnmuteMember>).WithSummary("Let a member write again (staff of the group)");
        memberships.MapPost("/{membership}/remove", Take<RemoveMember>).WithSummary("End a membership or an invitation (staff of the group)");
        memberships.MapPost("/{membership}/ban", Take<BanMember>).WithSummary("Let nobody join for this patient any more (staff of the group)");
        memberships.MapPost("/{membership}/unban", Take<UnbanMember>).WithSummary("Let a banned patient join again (staff of the group)");
        memberships.MapPost("/{membership}/grants", Grant).WithSummary("Give a member more questions (staff of the group)");
        memberships.MapPut("/{membership}/mentor", Take<AppointMentor>).WithSummary("Make a member a peer mentor (staff of the group)");
        memberships.MapDelete("/{membership}/mentor", Take<DismissMentor>).WithSummary("End a mentorship (staff of the group)");
        memberships.MapPost("/{membership}/posts/{post}/release", Release).WithSummary("Publish a held post, masked (staff of the group)");
        memberships.MapPost("/{membership}/posts/{post}/decline", Decline).WithSummary("Do not publish a held post (staff of the group)");
        memberships.MapGet("/{membership}/posts/{post}/original", OriginalAsync)
            .WithSummary("The original of a post and who wrote it; the look is recorded (staff of the group)");
    }

    private static Task<Outcome> Take<TCommand>(MembershipId membership, [AsParameters] Incoming incoming, IGrainFactory grains)
        where TCommand : Command, new() => SendAsync(membership, incoming, grains, new TCommand());

    private static Task<Outcome> Mute(MembershipId membership, [AsParameters] Incoming incoming, MuteMember body, IGrainFactory grains) =>
        SendAsync(membership, incoming, grains, body);

    private static Task<Outcome> Grant(MembershipId membership, [AsParameters] Incoming incoming, GrantQuestions body, IGrainFactory grains) =>
        SendAsync(membership, incoming, grains, body);

    private static Task<Outcome> Release(MembershipId membership, long post, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        SendAsync(membership, incoming, grains, new ReleaseHeld(post));

    private static Task<Outcome> Decline(MembershipId membership, long post, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        SendAsync(membership, incoming, grains, new DeclineHeld(post));

    private static async Task<Outcome> SendAsync(MembershipId membership, Incoming incoming, IGrainFactory grains, Command command) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            membership.Group.Feed, incoming.Who, incoming.Key, command,
            grains.GetGrain<IMembershipGrain>(membership.Value).Execute, incoming.Cancelled));

    // Each look is a command of its own, so its id is not the client's. The record of it is on disk before the text is read.
    private static async Task<Results<Ok<Original>, ProblemHttpResult>> OriginalAsync(
        MembershipId membership, long post, SignedIn who, CommandSender sender, IGrainFactory grains, RecordReader records,
        CancellationToken cancellationToken)
    {
        var actor = grains.GetGrain<IMembershipGrain>(membership.Value);
        var answer = await sender.SendThroughAsync(
            membership.Group.Feed, who, $"original-{Guid.NewGuid():N}", new NoteOriginalRead(post), actor.Execute, cancellationToken);
        if (!answer.IsAccepted) return Problem.Of(answer.Code!);
        var reading = await actor.View(cancellationToken);
        if (reading.Value is not { } author) return Problem.Of(reading.Code ?? Codes.Forbidden);
        var written = await records.OpenAsync(membership.Feed, post, cancellationToken);
        var text = written.Body.TryGetProperty("original", out var original) ? original.GetString() : null;
        return TypedResults.Ok(new Original(membership, author.Patient, post, written.At, text));
    }

    /// <summary>What a member wrote, unmasked.</summary>
    /// <param name="Membership">Whose.</param>
    /// <param name="Patient">Who wrote it.</param>
    /// <param name="Post">Number of the post.</param>
    /// <param name="At">When it was written.</param>
    /// <param name="Text">The original; null once the patient's texts are erased.</param>
    internal sealed record Original(MembershipId Membership, PatientId Patient, long Post, DateTimeOffset At, PrivateText Text);
}
