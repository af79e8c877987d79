using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage;

/// <summary>
/// Brings one batch to its end. A batch that the database refuses is halved until the append that offends it stands
/// alone; a commit whose outcome is open is looked up.
/// </summary>
internal sealed class BatchCommitter(
    IBatchWriter writer, GroupCommitLimits limits, TimeProvider clock, ILogger log,
    Action<PendingAppend, AppendOutcome> complete)
{
    /// <summary>Completes every append of the batch.</summary>
    public Task CommitAsync(ImmutableArray<PendingAppend> batch) => CommitAsync(batch, []);

    private async Task CommitAsync(ImmutableArray<PendingAppend> part, HashSet<FeedId> failed)
    {
        part = WithoutFailed(part, failed);
        if (part.IsEmpty) return;
        var appends = part.Select(pending => pending.Append).ToImmutableArray();
        var result = await WriteAsync(appends);
        switch (result.Fate)
        {
            case BatchFate.Committed:
                Complete(part, i => result.Fits[i] ? AppendOutcome.Committed : AppendOutcome.Fenced, failed);
                break;
            case BatchFate.Poisoned when part.Length == 1:
                StorageLog.AppendRejected(log, appends[0].Feed);
                Complete(part, _ => AppendOutcome.Rejected, failed);
                break;
            case BatchFate.Poisoned:
                // The first half first: a feed's appends keep their order.
                await CommitAsync(part[..(part.Length / 2)], failed);
                await CommitAsync(part[(part.Length / 2)..], failed);
                break;
            case BatchFate.NotWritten:
                Complete(part, _ => AppendOutcome.Busy, failed);
                break;
            default:
                var found = await FindAsync(appends);
                Complete(part, i => Found(found, i), failed);
                break;
        }
    }

    /// <summary>An append behind a failed one of its feed fails too, even where its own compare-and-set would hold.</summary>
    private ImmutableArray<PendingAppend> WithoutFailed(ImmutableArray<PendingAppend> part, HashSet<FeedId> failed)
    {
        if (failed.Count == 0) return part;
        foreach (var pending in part.Where(pending => failed.Contains(pending.Append.Feed)))
            complete(pending, AppendOutcome.Fenced);
        return part.RemoveAll(pending => failed.Contains(pending.Append.Feed));
    }

    private void Complete(ImmutableArray<PendingAppend> part, Func<int, AppendOutcome> outcomeOf, HashSet<FeedId> failed)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var outcome = outcomeOf(i);
            if (outcome != AppendOutcome.Committed) failed.Add(part[i].Append.Feed);
            complete(part[i], outcome);
        }
    }

    private static AppendOutcome Found(ImmutableArray<bool>? found, int index) => found switch
    {
        null => AppendOutcome.Unknown,
        { } known => known[index] ? AppendOutcome.Committed : AppendOutcome.Busy,
    };

    private async Task<BatchResult> WriteAsync(ImmutableArray<Append> batch)
    {
        try
        {
            return await writer.WriteAsync(batch);
        }
        catch (Exception failure)
        {
            StorageLog.CommitUncertain(log, batch.Length, failure);
            return BatchResult.Failed(BatchFate.Uncertain);
        }
    }

    /// <summary>Asks the database what became of a batch, until it can say or the time is over.</summary>
    private async Task<ImmutableArray<bool>?> FindAsync(ImmutableArray<Append> batch)
    {
        using var timeout = new CancellationTokenSource(limits.FindTimeout, clock);
        Exception? reason = null;
        try
        {
            while (true)
            {
                try
                {
                    return await writer.FindAsync(batch).WaitAsync(timeout.Token);
                }
                catch (Exception failure) when (!timeout.IsCancellationRequested)
                {
                    reason = failure;
                }
                await Task.Delay(limits.FindInterval, clock, timeout.Token);
            }
        }
        catch (Exception failure)
        {
            StorageLog.OutcomeUnknown(log, batch.Length, reason ?? failure);
            return null;
        }
    }
}
