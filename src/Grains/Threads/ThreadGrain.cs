using Consult.Feeds;
using Consult.Groups;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Consult.Threads;

/// <summary>The shell of <see cref="GroupThread"/>.</summary>
[GrainType(FeedKinds.Thread)]
internal sealed class ThreadGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<GroupOptions> options)
    : FeedGrain<GroupThreadState>(new GroupThread(options.Value, new()), snapshot, services), IThreadGrain
{
    /// <inheritdoc/>
    public Task<Reading<ThreadView>> View(CancellationToken cancellationToken = default) =>
        Read(GroupThread.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public async Task<Reading<PublicText>> PublicText(long post, CancellationToken cancellationToken = default)
    {
        var written = await ReadOwnAsync(post, cancellationToken) as AnswerGiven;
        return PublicTexts.Of(written?.Text ?? PrivateText.Gone, byStaff: true, new());
    }
}
