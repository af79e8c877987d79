using Consult.Feeds;
using Orleans;

namespace Consult.Calls;

/// <summary>
/// One call within a consultation. Key: the <see cref="CallId"/>. It is begun by a <see cref="StartCall"/>; signals of
/// <see cref="CallSignals"/> go to the other party alone.
/// </summary>
[Alias("consult.ICallGrain")]
public interface ICallGrain : IFeedGrain
{
    /// <summary>The call; <see cref="Codes.Forbidden"/> when it was never begun.</summary>
    [Alias("View")]
    Task<Reading<CallView>> View(CancellationToken cancellationToken = default);
}
