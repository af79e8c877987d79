using Consult.Api.Access;
using Consult.Api.SignIn;
using Consult.Calls;
using Consult.Feeds;
using Consult.Livestreams;
using Orleans;
using Orleans.Runtime;

namespace Consult.Api.Live;

/// <summary>
/// Passes signals to their actor. Who calls may look at the code; nobody needs to, for what becomes of a signal is not
/// known anyway.
/// </summary>
internal sealed class LiveSignals(IGrainFactory grains, AccessGate gate, SignalRate rate)
{
    /// <summary>Passes a signal on.</summary>
    /// <param name="who">The sender.</param>
    /// <param name="feed">The feed in which it signals.</param>
    /// <param name="type">One of the names in docs/protocol.md.</param>
    /// <param name="data">What it carries; null for the types that carry nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when the actor has it, otherwise why not.</returns>
    public async Task<string?> SendAsync(
        SignedIn who, FeedId feed, string type, string? data, CancellationToken cancellationToken)
    {
        if (!IsKnown(feed, type, data)) return Codes.Invalid;
        if (!rate.TryTake(who.Account)) return Codes.RateLimited;
        if (await gate.FindAsync(feed, who, cancellationToken) is not { } access) return Codes.Forbidden;
        var actor = grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));
        await actor.Signal(new(type, who.ToCaller(access).ToAuthor()) { Data = data });
        return null;
    }

    private static bool IsKnown(FeedId feed, string type, string? data)
    {
        if (feed.Kind == FeedKinds.Livestream) return type is LivestreamSignals.Like or LivestreamSignals.MicAlive && data is null;
        if (type is "typing" or "idle") return data is null;
        if (feed.Kind != FeedKinds.Call) return false;
        return CallSignals.MaxData(type) is { } max ? data?.Length > 0 && data.Length <= max : type == CallSignals.Alive && data is null;
    }
}
