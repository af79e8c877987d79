using Consult.Feeds;
using Orleans;

namespace Consult.Groups;

/// <summary>
/// A health group: who leads it, who may read in it, what is new and what waits for its staff. It keeps no list of its
/// members, so its state is small whatever its size. Key: the <see cref="GroupId"/>.
/// </summary>
[Alias("consult.IGroupGrain")]
public interface IGroupGrain : IFeedGrain
{
    /// <summary>The group; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("View")]
    Task<Reading<GroupView>> View(CancellationToken cancellationToken = default);

    /// <summary>What waits for the staff; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("Desk")]
    Task<Reading<GroupDesk>> Desk(CancellationToken cancellationToken = default);

    /// <summary>What memberships and threads must know; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("Facts")]
    Task<Reading<GroupFacts>> Facts(CancellationToken cancellationToken = default);
}
