using System.Collections.Frozen;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.SignIn;
using Consult.Feeds;
using Orleans;
using Orleans.Runtime;

namespace Consult.Api.Live;

/// <summary>
/// Passes signals to their actor. Whatever is not allowed, unknown or too much is dropped without a word: nobody waits
/// for a signal.
/// </summary>
internal sealed class LiveSignals(IGrainFactory grains, AccessGate gate, CommandRate rate)
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create("typing", "idle");

    /// <summary>Passes a signal on.</summary>
    public async Task SendAsync(SignedIn who, FeedId feed, string type, CancellationToken cancellationToken)
    {
        if (!Types.Contains(type) || !rate.TryTake(who.Account)) return;
        if (await gate.FindAsync(feed, who, cancellationToken) is not { } access) return;
        var actor = grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));
        await actor.Signal(new(type, who.ToCaller(access).ToAuthor()));
    }
}
