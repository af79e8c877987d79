using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>Folds a feed from its snapshot and log, checking the chain as it goes.</summary>
internal static class FeedLoader
{
    private const int PageSize = 500;

    /// <summary>
    /// Loads the feed. A log that cannot be folded (an unknown event, a broken chain, an Apply that throws) gives a
    /// quarantined feed instead of nonsense; a store that fails throws.
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
                    fold = Next(fold, stored, key, model, services.Keys);
                }
                catch (Exception e)
                {
                    services.Log.Quarantined(feed, stored.Envelope.Seq, e.GetType().Name);
                    return new(model.Empty, head.Position, default, head.Reacted, new([]), IsQuarantined: true);
                }
            }
            if (page.Length < PageSize)
                return new(fold.State, fold.Position, fold.LastAt, head.Reacted, new(commands));
        }
    }

    private static Fold<TState> Next<TState>(
        Fold<TState> fold, FeedEvent stored, ReadOnlyMemory<byte>? key, FeedModel<TState> model, IKeyRing keys) where TState : class
    {
        var e = stored.Envelope;
        if (e.Seq != fold.Position.Seq + 1 || Chain.Next(keys.IntegrityKey.Span, fold.Position.Tag, stored) != e.Tag)
            throw new InvalidDataException("The chain is broken.");
        // The fold must not depend on what readers may no longer see, so redactions do not count here.
        var body = BodyCodec.Decode(stored with { Redacted = null }, key);
        return new(model.Apply(fold.State, body, e), e.Position, e.At);
    }

    private readonly record struct Fold<TState>(TState State, Position Position, DateTimeOffset LastAt);
}
