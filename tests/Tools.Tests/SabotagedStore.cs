using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Tools.Tests;

/// <summary>What a store does wrong.</summary>
public enum Sabotage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One message is not there.</summary>
    Drop,

    /// <summary>One message is there twice.</summary>
    Repeat,

    /// <summary>Two messages have changed places.</summary>
    Swap,
}

/// <summary>A real store that does one thing wrong whenever a finished consultation or livestream is read back.</summary>
internal sealed class SabotagedStore(IFeedStore inner, Sabotage sabotage) : IFeedStore
{
    public event Action<AccessNews>? AccessChanged
    {
        add => inner.AccessChanged += value;
        remove => inner.AccessChanged -= value;
    }

    public bool HasRoom(FeedId feed) => inner.HasRoom(feed);

    public Task<AppendOutcome> AppendAsync(Append append) => inner.AppendAsync(append);

    public Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken) =>
        inner.ReadHeadAsync(feed, cancellationToken);

    public async Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken)
    {
        var page = await inner.ReadAsync(feed, after, limit, cancellationToken);
        var first = page.ToList().FindIndex(e => e.Envelope.Type is "message.posted" or "livestream.chat.posted");
        if (first < 0 || !page.Any(e => e.Envelope.Type is "consultation.rated" or "livestream.ended")) return page;
        return sabotage switch
        {
            Sabotage.Drop => page.RemoveAt(first),
            Sabotage.Repeat => page.Insert(first, page[first]),
            Sabotage.Swap => page.SetItem(first, page[first + 1]).SetItem(first + 1, page[first]),
            _ => page,
        };
    }

    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken) =>
        inner.FindCommandAsync(feed, id, cancellationToken);

    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        inner.ReadCommandsAsync(feed, limit, cancellationToken);

    public Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken) =>
        inner.FindAccessAsync(feed, whose, cancellationToken);

    public Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken) =>
        inner.ReadGrantsAsync(grantee, kind, cancellationToken);

    public Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken) =>
        inner.SearchAsync(query, cancellationToken);

    public Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        inner.ClaimDueAsync(now, lease, limit, cancellationToken);
}
