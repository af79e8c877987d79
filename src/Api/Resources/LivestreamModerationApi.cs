using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Livestreams;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>What those who host or moderate a livestream do about what others write.</summary>
internal static class LivestreamModerationApi
{
    /// <summary>Adds the routes.</summary>
    public static void MapLivestreamModeration(this RouteGroupBuilder streams)
    {
        streams.MapGet("/{id}/moderation", ShowAsync).WithSummary("What waits for those who moderate (staff)");
        streams.MapPost("/{id}/held/{line}/release", Release).WithSummary("Show a line that was held (staff)");
        streams.MapPost("/{id}/held/{line}/decline", Decline).WithSummary("Never show it (staff)");
        streams.MapPost("/{id}/shown/{seq}/hide", Hide).WithSummary("Take a line off every screen, by the event that shows it (staff)");
        streams.MapPost("/{id}/shown/{seq}/unhide", Unhide).WithSummary("Show it again (staff)");
        streams.MapPut("/{id}/muted/{account}", Mute).WithSummary("Let a viewer no longer write (staff)");
        streams.MapDelete("/{id}/muted/{account}", Unmute).WithSummary("End that (staff)");
        streams.MapPut("/{id}/banned/{account}", Ban).WithSummary("Shut an account out, at once (staff)");
        streams.MapDelete("/{id}/banned/{account}", Unban).WithSummary("End that (staff)");
        streams.MapPut("/{id}/slow", Slow).WithSummary("How often a viewer may write (staff)");
        streams.MapPut("/{id}/pinned", Pin).WithSummary("Pin an announcement (staff)");
        streams.MapDelete("/{id}/pinned", Unpin).WithSummary("Take it off (staff)");
        streams.MapPost("/{id}/erase", Erase).WithSummary("Destroy everything that an account wrote here (operator)");
    }

    private static async Task<Results<Ok<ModerationView>, ProblemHttpResult>> ShowAsync(
        LivestreamId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var access = await gate.FindAsync(id.Feed, who, cancellationToken);
        return access is null or { Role: Role.Viewer }
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).Moderation(cancellationToken));
    }

    private static Task<Outcome> Release(LivestreamId id, long line, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new ReleaseHeld(line));

    private static Task<Outcome> Decline(LivestreamId id, long line, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new DeclineHeld(line));

    private static Task<Outcome> Hide(LivestreamId id, long seq, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new HideLine(seq));

    private static Task<Outcome> Unhide(LivestreamId id, long seq, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new UnhideLine(seq));

    private static Task<Outcome> Mute(LivestreamId id, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new MuteViewer(account));

    private static Task<Outcome> Unmute(LivestreamId id, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new UnmuteViewer(account));

    private static Task<Outcome> Ban(LivestreamId id, AccountId account, [AsParameters] Incoming incoming, BanBody body) =>
        incoming.SendAsync(id.Feed, new BanViewer(account, body.Reason));

    private static Task<Outcome> Unban(LivestreamId id, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new UnbanViewer(account));

    private static Task<Outcome> Slow(LivestreamId id, [AsParameters] Incoming incoming, SetSlowMode body) =>
        incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Pin(LivestreamId id, [AsParameters] Incoming incoming, PinText body) =>
        incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Unpin(LivestreamId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new UnpinText());

    private static Task<Outcome> Erase(LivestreamId id, [AsParameters] Incoming incoming, EraseLines body) =>
        incoming.SendAsync(id.Feed, body);

    /// <summary>Why somebody is shut out.</summary>
    internal sealed record BanBody(PrivateText Reason);
}
