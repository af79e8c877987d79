using Consult.Feeds;
using Orleans;

namespace Consult.Threads;

/// <summary>One question in a group with its answers; masked text only. Key: the <see cref="ThreadId"/>.</summary>
[Alias("consult.IThreadGrain")]
public interface IThreadGrain : IFeedGrain
{
    /// <summary>The thread; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("View")]
    Task<Reading<ThreadView>> View(CancellationToken cancellationToken = default);
}
