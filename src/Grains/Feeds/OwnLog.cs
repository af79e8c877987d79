namespace Consult.Feeds;

/// <summary>
/// Reads one event of an actor's own log: what a state would have to keep for ever, and is needed once in a while. As for
/// every reader, what was redacted or erased is gone.
/// </summary>
internal static class OwnLog
{
    /// <summary>The body of an event; null when there is none of that number.</summary>
    public static async Task<EventBody?> ReadAsync(FeedServices services, FeedId feed, long seq, CancellationToken cancellationToken)
    {
        if (seq < 1) return null;
        var page = await services.Store.ReadAsync(feed, seq - 1, 1, cancellationToken);
        if (page.IsEmpty) return null;
        var key = BodyCodec.PersonOf(page[0].Body.AsSpan()) is { } person ? await services.Keys.GetAsync(person, cancellationToken) : null;
        return BodyCodec.Decode(page[0], key);
    }
}
