using System.Collections.Immutable;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Featured;
using Consult.Feeds;
using Consult.Groups;
using Consult.Memberships;
using Consult.Threads;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// Questions in a group: what the staff does there. Texts are read from the thread's feed, members write through their
/// <see cref="MembershipsApi"/>. The group's access rows are the door.
/// </summary>
internal static class ThreadsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapThreads(this RouteGroupBuilder api)
    {
        var threads = api.MapGroup("/threads").WithTags("Threads");
        threads.MapGet("/{thread}", ShowAsync).WithSummary("A question without its texts (members, staff of the group)");
        threads.MapPost("/{thread}/answers", Answer).WithSummary("Answer (the group's doctor, assistants)");
        threads.MapPost("/{thread}/posts/{post}/hide", Hide).WithSummary("Take a post away from everybody (staff of the group)");
        threads.MapPost("/{thread}/posts/{post}/feature", FeatureAsync).WithSummary("Propose to publish an answer to everybody (the group's doctor)");
        threads.MapPost("/{thread}/consultation", ConsultAsync).WithSummary("Go on with my question in a consultation (who asked)");
        threads.MapPost("/{thread}/close", Close).WithSummary("End the thread (staff of the group)");
        return api;
    }

    private static async Task<Results<Ok<ShownThread>, ProblemHttpResult>> ShowAsync(
        ThreadId thread, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(thread.Group.Feed, who, cancellationToken) is not { } access) return Problem.Of(Codes.Forbidden);
        var reading = await grains.GetGrain<IThreadGrain>(thread.Value).View(cancellationToken);
        return reading.Value is { } view
            ? TypedResults.Ok(new ShownThread(
                view.Thread, view.Asker, view.Status, view.AskedAt, view.Posts, access.Role is Role.Patient ? null : view.Patient))
            : Problem.Of(reading.Code ?? Codes.Forbidden);
    }

    private static Task<Outcome> Answer(ThreadId thread, [AsParameters] Incoming incoming, GiveAnswer body, IGrainFactory grains) =>
        SendAsync(thread, incoming, grains, body);

    private static Task<Outcome> Hide(ThreadId thread, long post, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        SendAsync(thread, incoming, grains, new HideText(post));

    private static Task<Outcome> Close(ThreadId thread, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        SendAsync(thread, incoming, grains, new CloseThread());

    // The featured answer does not exist yet, so the group's access rows say in which capacity the sender proposes.
    private static async Task<Beginning> FeatureAsync(ThreadId thread, long post, [AsParameters] Incoming incoming, IGrainFactory grains)
    {
        var answer = FeaturedId.Of(thread, post);
        return Incoming.TellNew(answer.Feed, await incoming.Sender.SendThroughAsync(
            thread.Group.Feed, incoming.Who, incoming.Key, new ProposeFeature(thread, post),
            grains.GetGrain<IFeaturedGrain>(answer.Value).Execute, incoming.Cancelled));
    }

    // The consultation does not exist yet, so the asker's access rows say in which capacity the sender asks for it.
    private static async Task<Beginning> ConsultAsync(
        ThreadId thread, [AsParameters] Incoming incoming, ConsultBody body, AccessGate gate, IGrainFactory grains)
    {
        var asked = (await grains.GetGrain<IThreadGrain>(thread.Value).View(incoming.Cancelled)).Value;
        var group = (await grains.GetGrain<IGroupGrain>(thread.Group.Value).View(incoming.Cancelled)).Value;
        if (asked is null || group is null || await gate.FindAsync(asked.Patient.Feed, incoming.Who, incoming.Cancelled) is null)
            return Problem.Of(Codes.Forbidden);
        var feed = incoming.NewFeed(FeedKinds.Consultation);
        var wish = new RequestConsultation
        {
            Patient = asked.Patient,
            Doctor = body.Doctor ?? group.Doctor,
            Kind = body.Kind,
            Complaint = body.Complaint,
            SlotAt = body.SlotAt,
            Method = body.Method,
            Origin = body.ShareThread ? thread : null,
        };
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            asked.Patient.Feed, incoming.Who, incoming.Key, wish,
            grains.GetGrain<IConsultationGrain>(feed.Key).Request, incoming.Cancelled));
    }

    private static async Task<Outcome> SendAsync(ThreadId thread, Incoming incoming, IGrainFactory grains, Command command) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            thread.Group.Feed, incoming.Who, incoming.Key, command,
            grains.GetGrain<IThreadGrain>(thread.Value).Execute, incoming.Cancelled));

    /// <summary>What to go on with.</summary>
    /// <param name="Kind">The kind of consultation; any but a quick one.</param>
    /// <param name="Complaint">What it is about.</param>
    /// <param name="ShareThread">Whether its doctor may read the thread and the original question.</param>
    /// <param name="Doctor">With whom; left out, the group's doctor.</param>
    /// <param name="SlotAt">The start of the doctor's slot, for a video consultation.</param>
    /// <param name="Method">How it is paid.</param>
    internal sealed record ConsultBody(
        ConsultationKind Kind, PrivateText Complaint, bool ShareThread,
        DoctorId? Doctor = null, DateTimeOffset? SlotAt = null, string? Method = null);

    /// <summary>A question without its texts.</summary>
    /// <param name="Thread">The thread; its texts are in the feed <c>thread/…</c>.</param>
    /// <param name="Asker">Who asked.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="AskedAt">When it was asked.</param>
    /// <param name="Posts">Its posts, the question first.</param>
    /// <param name="Patient">Who asked, for the staff alone.</param>
    internal sealed record ShownThread(
        ThreadId Thread, MembershipId Asker, ThreadStatus Status, DateTimeOffset AskedAt, ImmutableArray<ThreadPost> Posts, PatientId? Patient);
}
