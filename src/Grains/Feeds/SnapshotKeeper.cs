using Orleans.Runtime;

namespace Consult.Feeds;

/// <summary>Saves a snapshot of committed state from time to time. Failing costs nothing but a longer load.</summary>
internal sealed class SnapshotKeeper<TState>(FeedModel<TState> model, IPersistentState<FeedSnapshot> storage, FeedServices services)
    where TState : class
{
    /// <summary>A load folds about this many events behind a snapshot of a small state.</summary>
    private const int ShortestInterval = 500;

    /// <summary>
    /// Of a large state snapshots are rarer, so that they cost an event no more than this, however much the state holds:
    /// a pool of ten thousand is not written whole for every handful of grabs.
    /// </summary>
    private const int BytesPerEvent = 512;

    private bool _isSaving;

    /// <summary>The last snapshot that was read or written.</summary>
    public FeedSnapshot Latest => storage.State;

    /// <summary>Takes a snapshot when the last one is far enough behind what was just committed.</summary>
    public void Offer(FeedId feed, Staged<TState> committed)
    {
        if (_isSaving || committed.Events.IsEmpty || committed.Position.Seq - storage.State.Position.Seq < Interval) return;
        _isSaving = true;
        _ = SaveAsync(feed, committed);
    }

    private int Interval => Math.Max(ShortestInterval, (storage.State.State?.Length ?? 0) / BytesPerEvent);

    private async Task SaveAsync(FeedId feed, Staged<TState> committed)
    {
        try
        {
            var at = committed.Events[^1].Envelope.At;
            var snapshot = await SnapshotCodec.MakeAsync(
                feed, model, committed.State, committed.Position, at, services.Keys, CancellationToken.None);
            if (snapshot is null) return;
            storage.State = snapshot;
            await storage.WriteStateAsync();
        }
        catch (Exception e)
        {
            // Another activation may have written its own; both are caches of the same log.
            services.Log.SnapshotNotSaved(feed, e);
        }
        finally
        {
            _isSaving = false;
        }
    }
}
