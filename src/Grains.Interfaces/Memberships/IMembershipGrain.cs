using Consult.Feeds;
using Consult.Groups;
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

    /// <summary>A post masked for everybody, from its original; <see cref="Codes.FeatureUnready"/> when it is no post or gone.</summary>
    /// <param name="post">Number of its <c>post.written</c> event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("PublicText")]
    Task<Reading<PublicText>> PublicText(long post, CancellationToken cancellationToken = default);
}
