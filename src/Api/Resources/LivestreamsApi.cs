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
using Consult.Livestreams;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Livestreams: announcing and leading them, and the questions about them. What is said in one: <see cref="LivestreamTalkApi"/>.</summary>
internal static class LivestreamsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapLivestreams(this RouteGroupBuilder api)
    {
        var streams = api.MapGroup("/livestreams").WithTags("Livestreams");
        streams.MapPost("/", ScheduleAsync).WithSummary("Schedule a livestream (doctor)");
        streams.MapGet("/", ListAsync).WithSummary("Livestreams: to come, the next one first; live and over, the latest first");
        streams.MapGet("/{id}", ShowAsync).WithSummary("A livestream as it stands, with the marks of its replay");
        streams.MapPut("/{id}", LivestreamRoutes.SendBody<ChangeLivestream>()).WithSummary("Change what was announced (host)");
        streams.MapPost("/{id}/start", LivestreamRoutes.Send(new StartLivestream())).WithSummary("Go live (host)");
        streams.MapPost("/{id}/end", LivestreamRoutes.Send(new EndLivestream())).WithSummary("End it, or call it off (host)");
        streams.MapPost("/{id}/stop", LivestreamRoutes.SendBody<StopLivestream>()).WithSummary("Stop it at once (operator, host)");
        streams.MapPut("/{id}/cohosts/{doctor}", Invite).WithSummary("Invite a doctor to host with me (host)");
        streams.MapPost("/{id}/cohosts/{doctor}/join", JoinAsync).WithSummary("Accept such an invitation (the doctor)");
        streams.MapDelete("/{id}/cohosts/{doctor}", RemoveCoHost).WithSummary("Take it back, or end a co-host's part (host)");
        streams.MapPut("/{id}/moderators/{account}", LivestreamRoutes.SendOf(account => new AddModerator(account))).WithSummary("Let an account moderate (host)");
        streams.MapDelete("/{id}/moderators/{account}", LivestreamRoutes.SendOf(account => new RemoveModerator(account))).WithSummary("End that (host)");
        streams.MapLivestreamTalk();
        streams.MapLivestreamModeration();
        return api;
    }

    // The livestream does not exist yet, so the doctor's access rows say in which capacity the sender schedules it.
    private static async Task<Beginning> ScheduleAsync([AsParameters] Incoming incoming, ScheduleLivestream body, IGrainFactory grains)
    {
        if (body is null) return Problem.Of(Codes.Invalid);
        var feed = incoming.NewFeed(FeedKinds.Livestream);
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, body, grains.GetGrain<ILivestreamGrain>(feed.Key).Execute, incoming.Cancelled));
    }

    private static async Task<Results<Ok<LivestreamPage>, ProblemHttpResult>> ListAsync(
        DoctorId? doctor, string? department, Name<LivestreamStatus>? status, [AsParameters] Paging paging, IFeedStore store,
        CancellationToken cancellationToken)
    {
        var query = paging.Query(
            FeedKinds.Livestream, ("doctor", doctor?.Value), ("department", department), ("status", status?.Value.ToString()));
        if (query is null) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new LivestreamPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<LivestreamView>, ProblemHttpResult>> ShowAsync(
        LivestreamId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).View(cancellationToken));

    private static Task<Outcome> Invite(LivestreamId id, DoctorId doctor, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new InviteCoHost(doctor));

    // Until they join, invited doctors are viewers here like all others: that the sender is this doctor, the doctor's own
    // access rows say.
    private static async Task<Outcome> JoinAsync(
        LivestreamId id, DoctorId doctor, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            doctor.Feed, incoming.Who, incoming.Key, new JoinAsCoHost(doctor),
            grains.GetGrain<ILivestreamGrain>(id.Value).Execute, incoming.Cancelled));

    private static Task<Outcome> RemoveCoHost(LivestreamId id, DoctorId doctor, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new RemoveCoHost(doctor));

    /// <summary>A page of livestreams.</summary>
    /// <param name="Livestreams">Them.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record LivestreamPage(
        [property: EntriesOf(typeof(LivestreamEntry))] ImmutableArray<JsonObject> Livestreams, string? Next);
}
