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
        streams.MapPost("/{id}/held/{seq}/release", LivestreamRoutes.SendAbout(line => new ReleaseHeld(line)))
            .WithSummary("Show a line that was held (staff)");
        streams.MapPost("/{id}/held/{seq}/decline", LivestreamRoutes.SendAbout(line => new DeclineHeld(line)))
            .WithSummary("Never show it (staff)");
        streams.MapPost("/{id}/shown/{seq}/hide", LivestreamRoutes.SendAbout(shown => new HideLine(shown)))
            .WithSummary("Take a line off every screen, by the event that shows it (staff)");
        streams.MapPost("/{id}/shown/{seq}/unhide", LivestreamRoutes.SendAbout(shown => new UnhideLine(shown)))
            .WithSummary("Show it again (staff)");
        streams.MapPut("/{id}/muted/{account}", LivestreamRoutes.SendOf(account => new MuteViewer(account)))
            .WithSummary("Let a viewer no longer write (staff)");
        streams.MapDelete("/{id}/muted/{account}", LivestreamRoutes.SendOf(account => new UnmuteViewer(account)))
            .WithSummary("End that (staff)");
        streams.MapPut("/{id}/banned/{account}", Ban).WithSummary("Shut an account out, at once (staff)");
        streams.MapDelete("/{id}/banned/{account}", LivestreamRoutes.SendOf(account => new UnbanViewer(account)))
            .WithSummary("End that (staff)");
        streams.MapPut("/{id}/slow", LivestreamRoutes.SendBody<SetSlowMode>()).WithSummary("How often a viewer may write (staff)");
        streams.MapPut("/{id}/pinned", LivestreamRoutes.SendBody<PinText>()).WithSummary("Pin an announcement (staff)");
        streams.MapDelete("/{id}/pinned", LivestreamRoutes.Send(new UnpinText())).WithSummary("Take it off (staff)");
        streams.MapPost("/{id}/erase", LivestreamRoutes.SendBody<EraseLines>())
            .WithSummary("Destroy everything that an account wrote here (operator)");
    }

    private static async Task<Results<Ok<ModerationView>, ProblemHttpResult>> ShowAsync(
        LivestreamId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var access = await gate.FindAsync(id.Feed, who, cancellationToken);
        return access is null or { Role: Role.Viewer }
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).Moderation(cancellationToken));
    }

    private static Task<Outcome> Ban(LivestreamId id, AccountId account, [AsParameters] Incoming incoming, BanBody body) =>
        incoming.SendAsync(id.Feed, new BanViewer(account, body.Reason));

    /// <summary>Why somebody is shut out.</summary>
    internal sealed record BanBody(PrivateText Reason);
}
