using Consult.Feeds;
using Orleans;

namespace Consult.Memberships;

/// <summary>
/// One patient in one group: the author's side of everything. What the patient writes is masked here and stays here;
/// only masked text is sent on. Key: the <see cref="MembershipId"/>.
/// </summary>
[Alias("consult.IMembershipGrain")]
public interface IMembershipGrain : IFeedGrain
{
    /// <summary>The membership; <see cref="Codes.Forbidden"/> when there never was one.</summary>
    [Alias("View")]
    Task<Reading<MembershipView>> View(CancellationToken cancellationToken = default);
}
