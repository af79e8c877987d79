using System.Collections.Immutable;

namespace Consult.Feeds.Storage;

/// <summary>
/// What one decision adds to a feed, or (without events) an update of what stands beside them. Applied whole or not
/// at all, and only while the feed's head is at <see cref="Expected"/>, in number and tag.
/// </summary>
public sealed record Append
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>Where the writer believes the feed stands.</summary>
    public required Position Expected { get; init; }

    /// <summary>The events, numbered from <c>Expected.Seq + 1</c>. May be empty.</summary>
    public ImmutableArray<FeedEvent> Events { get; init; } = [];

    /// <summary>Where the feed stands afterwards.</summary>
    public Position Next => Events.IsDefaultOrEmpty ? Expected : Events[^1].Envelope.Position;

    /// <summary>When the actor wants to be woken; null for never.</summary>
    public required DateTimeOffset? WakeAt { get; init; }

    /// <summary>The last event whose reactions have all been sent.</summary>
    public required long Reacted { get; init; }

    /// <summary>The accepted command, when a command caused this.</summary>
    public AcceptedCommand? Command { get; init; }

    /// <summary>The feed's directory entry, when it changed; <see cref="Entry.None"/> takes it out.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Access granted (role set) or revoked (role null).</summary>
    public ImmutableArray<AccessChange> Access { get; init; } = [];

    /// <summary>Events whose private part disappears.</summary>
    public ImmutableArray<RedactionRow> Redactions { get; init; } = [];
}

/// <summary>The fate of an append.</summary>
public enum AppendOutcome
{
    /// <summary>On disk.</summary>
    Committed,

    /// <summary>The feed's head was elsewhere: another writer, or an earlier append of this one failed.</summary>
    Fenced,

    /// <summary>The store will never take it: it violates a constraint.</summary>
    Rejected,

    /// <summary>The store is full or stopping; nothing was written.</summary>
    Busy,

    /// <summary>The connection was lost and the outcome could not be read back within ten seconds.</summary>
    Unknown,
}

/// <summary>The row that fences a feed's writers.</summary>
public sealed record FeedHead(Position Position, DateTimeOffset? WakeAt, long Reacted);

/// <summary>An accepted command with its answer, kept for the feed's whole life.</summary>
/// <param name="Id">The client's id.</param>
/// <param name="Digest">Keyed digest over sender and command, 16 bytes: tells a repetition from another command.</param>
/// <param name="Position">Where the feed stood after it.</param>
/// <param name="Value">The answer's value.</param>
public sealed record AcceptedCommand(CommandId Id, Tag Digest, Position Position, string? Value);

/// <summary>Who may read or post in a feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Grantee">
/// An account (<c>account/ID</c>); a patient (<c>patient/ID</c>): then everybody who acts for that patient; or a role
/// (<see cref="RoleGrant"/>): then everybody who signed in in it.
/// </param>
/// <param name="Role">The capacity.</param>
/// <param name="Relation">On a patient's own feed: why the account may act for the patient.</param>
public sealed record AccessRow(FeedId Feed, string Grantee, Role Role, Relation? Relation);

/// <summary>A row on which an account stands.</summary>
/// <param name="Row">The row.</param>
/// <param name="ActsAs">When the row names a patient: why the account acts for that patient.</param>
public sealed record Standing(AccessRow Row, Relation? ActsAs);

/// <summary>Access to a feed has changed, or may have.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Grantees">Whose rows changed; default when that is not known.</param>
public readonly record struct AccessNews(FeedId Feed, ImmutableArray<string> Grantees);

/// <summary>A change of one access row of the feed that is appended to; a null role revokes.</summary>
public sealed record AccessChange(string Grantee, Role? Role, Relation? Relation = null);

/// <summary>The private part of event <paramref name="Seq"/> is no longer shown.</summary>
public sealed record RedactionRow(long Seq, Redaction Kind);
