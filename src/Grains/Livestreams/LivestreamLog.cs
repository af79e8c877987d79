using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>Reads a livestream's own log: the chat is there alone, and not in the state.</summary>
internal sealed class LivestreamLog(FeedServices services)
{
    private const int Page = 1_000;

    /// <summary>An event as it was written, and whether its text is shown no longer; null when there is none of that number.</summary>
    public async Task<(EventBody Body, bool IsRedacted)?> FindAsync(FeedId feed, long seq, CancellationToken cancellationToken)
    {
        if (seq < 1) return null;
        var found = await services.Store.ReadAsync(feed, seq - 1, 1, cancellationToken);
        return found.IsEmpty ? null : (await OpenAsync(found[0], cancellationToken), found[0].Redacted is not null);
    }

    /// <summary>
    /// The events that hold what an account wrote, in order: its own, and those in which a moderator showed it.
    /// </summary>
    public async Task<ImmutableArray<long>> FindWrittenAsync(FeedId feed, AccountId account, CancellationToken cancellationToken)
    {
        var written = new SortedSet<long>();
        for (var after = 0L; ; after += Page)
        {
            var page = await services.Store.ReadAsync(feed, after, Page, cancellationToken);
            foreach (var stored in page.Where(stored => stored.Redacted is not Redaction.Erased))
            {
                var body = await OpenAsync(stored, cancellationToken);
                if (Holds(body, stored.Envelope.By.Account == account, written)) written.Add(stored.Envelope.Seq);
            }
            if (page.Length < Page) return [.. written];
        }
    }

    private static bool Holds(EventBody body, bool isOwn, SortedSet<long> written) => body switch
    {
        NicknameTaken or ChatPosted or QuestionAsked or LineHeld or LineRemasked => isOwn,
        LineReleased released => written.Contains(released.Line),
        _ => false,
    };

    private async Task<EventBody> OpenAsync(FeedEvent stored, CancellationToken cancellationToken)
    {
        var key = BodyCodec.PersonOf(stored.Body.AsSpan()) is { } person
            ? await services.Keys.GetAsync(person, cancellationToken)
            : null;
        return BodyCodec.Decode(stored with { Redacted = null }, key);
    }
}
