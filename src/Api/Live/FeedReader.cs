using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Api.Live;

/// <summary>
/// Reads a feed for clients: history pages, resumes and gaps all come from here, so that a redaction or a destroyed key
/// shows the same everywhere.
/// </summary>
internal sealed class FeedReader(IFeedStore store, IKeyRing keys)
{
    /// <summary>Events after <paramref name="after"/>, at most <paramref name="limit"/>, each encoded.</summary>
    public async Task<ImmutableArray<EncodedEvent>> ReadAsync(
        FeedId feed, long after, int limit, CancellationToken cancellationToken) =>
        await EncodeAsync(await store.ReadAsync(feed, after, limit, cancellationToken), cancellationToken);

    /// <summary>Opens and encodes events as they come from the log or from their actor.</summary>
    public async Task<ImmutableArray<EncodedEvent>> EncodeAsync(ImmutableArray<FeedEvent> events, CancellationToken cancellationToken)
    {
        var encoded = ImmutableArray.CreateBuilder<EncodedEvent>(events.Length);
        foreach (var e in events)
        {
            var key = BodyCodec.PersonOf(e.Body.AsSpan()) is { } person ? await keys.GetAsync(person, cancellationToken) : null;
            encoded.Add(EncodedEvent.From(e, BodyCodec.OpenJson(e, key)));
        }
        return encoded.MoveToImmutable();
    }

    /// <summary>Events after <paramref name="after"/> as they are stored.</summary>
    public Task<ImmutableArray<FeedEvent>> ReadStoredAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(feed, after, limit, cancellationToken);

    /// <summary>Whether an event is the next of the past that a position stands for.</summary>
    public bool Follows(Position position, FeedEvent next) =>
        next.Envelope.Seq == position.Seq + 1
        && next.Envelope.Tag == Chain.Next(keys.IntegrityKey.Span, position.Tag, next);

    /// <summary>Whether a position is part of the feed's past.</summary>
    public async Task<bool> ContainsAsync(FeedId feed, Position position, CancellationToken cancellationToken)
    {
        if (position == Position.Start) return true;
        var at = await store.ReadAsync(feed, position.Seq - 1, 1, cancellationToken);
        return !at.IsEmpty && at[0].Envelope.Position == position;
    }

    /// <summary>Where the feed stands on disk.</summary>
    public async Task<Position> HeadAsync(FeedId feed, CancellationToken cancellationToken) =>
        (await store.ReadHeadAsync(feed, cancellationToken))?.Position ?? Position.Start;
}
