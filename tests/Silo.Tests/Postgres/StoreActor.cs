using System.Collections.Concurrent;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Tests.Postgres;

/// <summary>Appends to one feed as an actor does: after any failure it begins again from the log.</summary>
internal sealed class StoreActor(IFeedStore store, FeedId feed, ReadOnlyMemory<byte> key)
{
    private readonly ConcurrentQueue<Tag> _acknowledged = new();
    private FeedWriter? _writer;

    public IReadOnlyCollection<Tag> Acknowledged => _acknowledged;

    /// <summary>Appends one event, once.</summary>
    public async Task<AppendOutcome> TryAsync(string text)
    {
        _writer ??= new(feed, key, (await store.ReadHeadAsync(feed, CancellationToken.None))?.Position ?? Position.Start);
        var append = _writer.Next(text);
        var outcome = await store.AppendAsync(append);
        if (outcome == AppendOutcome.Committed) _acknowledged.Enqueue(append.Next.Tag);
        else _writer = null;
        return outcome;
    }

    /// <summary>Appends one event, and tries again while it fails.</summary>
    /// <exception cref="TimeoutException">It failed for two minutes: the store does not go on.</exception>
    public async Task AppendAsync(string text)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(2))
        {
            try
            {
                if (await TryAsync(text) == AppendOutcome.Committed) return;
            }
            catch (StoreAwayException)
            {
                // The log cannot be read yet.
            }
        }
        throw new TimeoutException();
    }

    /// <summary>Appends until it fails.</summary>
    public async Task AppendUntilFailureAsync(CountdownEvent acknowledged)
    {
        while (await TryAsync("meanwhile") == AppendOutcome.Committed)
        {
            if (!acknowledged.IsSet) acknowledged.Signal();
        }
    }

    /// <summary>Proves that every acknowledged event stands in the log, once.</summary>
    public async Task ShouldHaveKeptAsync()
    {
        var tags = new List<Tag>();
        while (await store.ReadAsync(feed, tags.Count, 1_000, CancellationToken.None) is { IsEmpty: false } page)
            tags.AddRange(page.Select(stored => stored.Envelope.Tag));
        tags.ShouldBeUnique();
        _acknowledged.Except(tags).ShouldBeEmpty();
    }
}
