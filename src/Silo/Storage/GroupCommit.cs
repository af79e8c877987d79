using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage;

/// <summary>
/// One writer for all feeds of a process: whatever waits while one transaction is being committed goes into the next
/// one, so that the price of a durable commit is shared. Every append ends; see <see cref="AppendOutcome"/>.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly AppendQueue _queue;
    private readonly GroupCommitLimits _limits;
    private readonly BatchCommitter _committer;
    private readonly ILogger _log;
    private readonly Task _loop;

    public GroupCommit(IBatchWriter writer, GroupCommitLimits limits, TimeProvider clock, ILogger log)
    {
        (_limits, _log, _queue) = (limits, log, new(limits));
        _committer = new(writer, limits, clock, log, Complete);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>See <see cref="IFeedStore.AccessChanged"/>.</summary>
    public event Action<AccessNews>? AccessChanged;

    /// <summary>Whether another append of this feed should be decided on now.</summary>
    public bool HasRoom(FeedId feed) => _queue.HasRoom(feed);

    /// <summary>Queues an append and returns when its fate is known.</summary>
    public Task<AppendOutcome> AppendAsync(Append append)
    {
        if (!PendingAppend.IsWellFormed(append)) return Task.FromResult(AppendOutcome.Rejected);
        var pending = new PendingAppend(append);
        if (pending.Size > _limits.BatchBytes) return Task.FromResult(AppendOutcome.Rejected);
        return _queue.TryAdd(pending) ? pending.Fate : Task.FromResult(AppendOutcome.Busy);
    }

    /// <summary>Refuses new appends and returns when those inside have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await _queue.WaitAsync()) await CommitAsync(_queue.Take());
    }

    private async Task CommitAsync(ImmutableArray<PendingAppend> batch)
    {
        try
        {
            await _committer.CommitAsync(batch);
        }
        catch (Exception defect)
        {
            // The loop outlives a defect of its own: callers of this batch and of all later ones must get an answer.
            StorageLog.CommitterFailed(_log, defect);
            foreach (var pending in batch.Where(pending => !pending.Fate.IsCompleted)) Complete(pending, AppendOutcome.Unknown);
        }
    }

    private void Tell(Append append) =>
        AccessChanged?.Invoke(new(append.Feed, [.. append.Access.Select(change => change.Grantee)]));

    private void Complete(PendingAppend pending, AppendOutcome outcome)
    {
        // What the feed queued behind a failed append was decided on a state that will not come to be. It is taken out
        // first: who knows of the failure may already queue the next attempt.
        var behind = outcome == AppendOutcome.Committed ? [] : _queue.TakeAll(pending.Append.Feed);
        _queue.Release(pending);
        // An outcome that nobody knows may be a commit: what was remembered of access is asked for anew then too.
        var mayStand = outcome is AppendOutcome.Committed or AppendOutcome.Unknown;
        if (mayStand && !pending.Append.Access.IsEmpty) Tell(pending.Append);
        pending.Complete(outcome);
        foreach (var later in behind)
        {
            _queue.Release(later);
            later.Complete(AppendOutcome.Fenced);
        }
    }
}
