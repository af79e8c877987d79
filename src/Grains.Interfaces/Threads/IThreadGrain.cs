using Consult.Feeds;
using Consult.Groups;
using Orleans;

namespace Consult.Threads;

/// <summary>One question in a group with its answers; masked text only. Key: the <see cref="ThreadId"/>.</summary>
[Alias("consult.IThreadGrain")]
public interface IThreadGrain : IFeedGrain
{
    /// <summary>The thread; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("View")]
    Task<Reading<ThreadView>> View(CancellationToken cancellationToken = default);

    /// <summary>An answer masked for everybody; <see cref="Codes.FeatureUnready"/> when it is no answer, hidden or gone.</summary>
    /// <param name="post">Number of its first event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("PublicText")]
    Task<Reading<PublicText>> PublicText(long post, CancellationToken cancellationToken = default);
}
