using System.Collections.Immutable;
using Consult.Memberships;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// Asks memberships for what may not stand in the directory: nicknames are written by patients, and the directory is in
/// clear.
/// </summary>
internal sealed class MemberReader(IGrainFactory grains)
{
    /// <summary>The most memberships of one page.</summary>
    public const int AtMost = 50;

    /// <summary>How many are asked at once, so that a page is no burst of load.</summary>
    private const int AtOnce = 16;

    /// <summary>The memberships in the order asked for; null for one that cannot be read.</summary>
    public async Task<ImmutableArray<MembershipView?>> ReadAsync(ImmutableArray<MembershipId> memberships, CancellationToken cancellationToken)
    {
        var views = new MembershipView?[memberships.Length];
        await Parallel.ForEachAsync(
            memberships.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, cancelled) =>
                views[one.Index] = (await grains.GetGrain<IMembershipGrain>(one.Item.Value).View(cancelled)).Value);
        return [.. views];
    }
}
