using System.Runtime.CompilerServices;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Api.Resources;

/// <summary>Reads a whole feed with its envelopes, for the regulator and for the operator's duties. Page by page, so
/// that a long record takes no more memory than a short one.</summary>
internal sealed class RecordReader(IFeedStore store, IKeyRing keys)
{
    private const int Page = 500;

    /// <summary>The record up to a position.</summary>
    public OpenedRecord Open(FeedId feed, Position position, CancellationToken cancellationToken) =>
        new(feed, position, ReadAsync(feed, position.Seq, cancellationToken));

    /// <summary>One event of the record, which must be there.</summary>
    public async Task<RecordedEvent> OpenAsync(FeedId feed, long seq, CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(feed, seq - 1, limit: 1, cancellationToken);
        return await OpenAsync(page[0], cancellationToken);
    }

    private async IAsyncEnumerable<RecordedEvent> ReadAsync(
        FeedId feed, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (after < last)
        {
            var page = await store.ReadAsync(feed, after, (int)Math.Min(Page, last - after), cancellationToken);
            if (page.IsEmpty) throw new InvalidOperationException("The feed ends before its position.");
            foreach (var stored in page)
                yield return await OpenAsync(stored, cancellationToken);
            after = page[^1].Envelope.Seq;
        }
    }

    private async Task<RecordedEvent> OpenAsync(FeedEvent stored, CancellationToken cancellationToken)
    {
        var person = BodyCodec.PersonOf(stored.Body.AsSpan());
        var key = person is null ? null : await keys.GetAsync(person, cancellationToken);
        var e = stored.Envelope;
        return new()
        {
            Seq = e.Seq, Type = e.Type, At = e.At, By = e.By, Audience = e.Audience, Command = e.Command,
            Tag = e.Tag.ToString(), Redacted = stored.Redacted, Body = JsonElement.Parse(BodyCodec.OpenJson(stored, key)),
        };
    }
}

/// <summary>A record as it was opened.</summary>
/// <param name="Feed">Whose.</param>
/// <param name="Position">Up to where; the last event says who opened it and why.</param>
/// <param name="Events">Every event.</param>
internal sealed record OpenedRecord(FeedId Feed, Position Position, IAsyncEnumerable<RecordedEvent> Events);

/// <summary>An event with everything that is known of it.</summary>
internal sealed record RecordedEvent
{
    public required long Seq { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required Audience Audience { get; init; }

    public required CommandId Command { get; init; }

    /// <summary>Its place in the chain, as it is stored.</summary>
    public required string Tag { get; init; }

    /// <summary>Why its private fields are not shown.</summary>
    public Redaction? Redacted { get; init; }

    public required JsonElement Body { get; init; }

    /// <summary>Never what it says.</summary>
    public override string ToString() => $"{Type} {Seq}";
}
