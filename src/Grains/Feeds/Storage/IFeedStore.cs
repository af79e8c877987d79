using System.Collections.Immutable;

namespace Consult.Feeds.Storage;

/// <summary>
/// Where feeds are kept. One transaction holds everything that belongs to an append, so no reader ever sees half of
/// one. Reads see committed data only.
/// </summary>
public interface IFeedStore
{
    /// <summary>
    /// Raised when a commit of this process has changed a feed's access rows, or may have (its outcome is unknown),
    /// before the append's task completes: what was remembered of them must not outlive the answer. Where several
    /// processes share a store, also soon after a commit of another. Handlers are quick and do not throw.
    /// </summary>
    event Action<AccessNews>? AccessChanged;

    /// <summary>
    /// Whether another append would be taken now. Asked at the door, before anything is decided, because an append
    /// that is refused after the decision costs the actor its state.
    /// </summary>
    bool HasRoom(FeedId feed);

    /// <summary>
    /// Queues an append for the next group commit and returns when its fate is known. Never throws and always ends:
    /// after <see cref="AppendOutcome.Unknown"/> at the latest. There is no cancellation, because a caller who leaves
    /// must not harm a batch that others share. Appends of one feed keep their order.
    /// </summary>
    Task<AppendOutcome> AppendAsync(Append append);

    /// <summary>Where the feed stands; null when it has no head row yet.</summary>
    Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken);

    /// <summary>
    /// Events after <paramref name="after"/> in order, at most <paramref name="limit"/> (1–1,000), with redactions
    /// marked; bodies are not unsealed.
    /// </summary>
    Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The accepted command of that id.</summary>
    Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken);

    /// <summary>The last accepted commands, newest first, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The rows of a feed on which each of some accounts can stand in its role: its own, its role's, and those of the
    /// patients it acts for, in the order of their grantees. It costs the same however many others have access.
    /// </summary>
    /// <returns>As many as were asked about, in their order.</returns>
    Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken);

    /// <summary>The feeds of one kind to which a grantee has access, in the order of their keys, at most 1,000.</summary>
    Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken);

    /// <summary>A page of the directory.</summary>
    Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Claims feeds whose <c>wake_at</c> has come, so that no other process wakes them while the lease runs. A feed
    /// that is claimed again without having moved gets a lease twice as long, up to an hour: one that cannot be
    /// helped must not wake anybody every second.
    /// </summary>
    Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken);
}
