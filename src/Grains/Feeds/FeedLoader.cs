using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>Folds a feed from its snapshot and log, checking the chain as it goes.</summary>
internal static class FeedLoader
{
    private const int PageSize = 500;

    /// <summary>
    /// Loads the feed. A log that cannot be folded (an unknown event, a broken chain, a changed body, an Apply that
    /// throws) or that ends before its head gives a quarantined feed instead of nonsense; a store that fails throws.
    /// </summary>
    public static async Task<LoadedFeed<TState>> LoadAsync<TState>(
        FeedId feed, FeedModel<TState> model, FeedSnapshot snapshot, FeedServices services, CancellationToken cancellationToken)
        where TState : class
    {
        var head = await services.Store.ReadHeadAsync(feed, cancellationToken);
        if (head is null) return new(model.Empty, Position.Start, default, Reacted: 0, new([]));

        var commands = await services.Store.ReadCommandsAsync(feed, CommandLedger.Capacity, cancellationToken);
        var cached = await SnapshotCodec.OpenAsync(snapshot, feed, model, services, cancellationToken);
        var fold = cached is null
            ? new Fold<TState>(model.Empty, Position.Start, default)
            : new Fold<TState>(cached, snapshot.Position, DateTimeOffset.FromUnixTimeMilliseconds(snapshot.LastAt));
        while (true)
        {
            var page = await services.Store.ReadAsync(feed, fold.Position.Seq, PageSize, cancellationToken);
            foreach (var stored in page)
            {
                var key = BodyCodec.PersonOf(stored.Body.AsSpan()) is { } person
                    ? await services.Keys.GetAsync(person, cancellationToken)
                    : null;
                try
                {
                    Check(fold.Position, stored, head.Position, services.Keys.IntegrityKey.Span);
                    fold = Next(fold, stored, key, model);
                }
                catch (Exception e)
                {
                    if (cached is null) return Quarantine(stored.Envelope.Seq, e.GetType().Name);
                    // The snapshot may be at fault, not the log: only a fold from the first event is beyond doubt.
                    services.Log.SnapshotIgnored(feed, e.GetType().Name);
                    return await LoadAsync(feed, model, new(), services, cancellationToken);
                }
            }
            if (page.Length == PageSize) continue;
            return fold.Position.Seq < head.Position.Seq
                ? Quarantine(fold.Position.Seq + 1, "missing")
                : new(fold.State, fold.Position, fold.LastAt, head.Reacted, new(commands));
        }

        LoadedFeed<TState> Quarantine(long seq, string error)
        {
            services.Log.Quarantined(feed, seq, error);
            return new(model.Empty, head.Position, default, head.Reacted, new([]), IsQuarantined: true);
        }
    }

    /// <summary>The chain covers a body's digest, so the body itself is held against that.</summary>
    private static void Check(Position before, FeedEvent stored, Position head, ReadOnlySpan<byte> key)
    {
        var e = stored.Envelope;
        if (e.Seq != before.Seq + 1 || Chain.Next(key, before.Tag, stored) != e.Tag || e.Seq == head.Seq && e.Position != head)
            throw new InvalidDataException("The chain is broken.");
        var isIntact = stored.Body.IsEmpty
            ? stored.Redacted == Redaction.Erased
            : Chain.Digest(key, stored.Body.AsSpan()).AsSpan().SequenceEqual(stored.Digest.AsSpan());
        if (!isIntact) throw new InvalidDataException("The body is not the one that was written.");
    }

    private static Fold<TState> Next<TState>(Fold<TState> fold, FeedEvent stored, ReadOnlyMemory<byte>? key, FeedModel<TState> model)
        where TState : class
    {
        // The fold must not depend on what readers may no longer see, so redactions do not count here.
        var body = BodyCodec.Decode(stored with { Redacted = null }, key);
        var e = stored.Envelope;
        return new(model.Apply(fold.State, body, e), e.Position, e.At);
    }

    private readonly record struct Fold<TState>(TState State, Position Position, DateTimeOffset LastAt);
}
