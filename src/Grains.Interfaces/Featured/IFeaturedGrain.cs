using Consult.Feeds;
using Orleans;

namespace Consult.Featured;

/// <summary>A question and answer for everybody, as long as the one who asked consents. Key: the <see cref="FeaturedId"/>.</summary>
[Alias("consult.IFeaturedGrain")]
public interface IFeaturedGrain : IFeedGrain
{
    /// <summary>The featured answer; <see cref="Codes.Forbidden"/> when it was never proposed.</summary>
    [Alias("View")]
    Task<Reading<FeaturedView>> View(CancellationToken cancellationToken = default);
}
