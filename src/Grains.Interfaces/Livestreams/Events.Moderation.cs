using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>A viewer may no longer write or speak; for the staff.</summary>
[EventType("livestream.viewer.muted")]
public sealed record ViewerMuted(AccountId Account) : EventBody;

/// <summary>A viewer may write again; for the staff.</summary>
[EventType("livestream.viewer.unmuted")]
public sealed record ViewerUnmuted(AccountId Account) : EventBody;

/// <summary>An account is shut out; for the staff.</summary>
[EventType("livestream.viewer.banned")]
public sealed record ViewerBanned(AccountId Account, PrivateText Reason) : EventBody;

/// <summary>An account may come back; for the staff.</summary>
[EventType("livestream.viewer.unbanned")]
public sealed record ViewerUnbanned(AccountId Account) : EventBody;

/// <summary>How often a viewer may write has changed.</summary>
/// <param name="Seconds">At most every so many seconds; 0: as often as the operator allows.</param>
[EventType("livestream.slowed")]
public sealed record LivestreamSlowed(int Seconds) : EventBody;

/// <summary>An announcement is pinned.</summary>
[EventType("livestream.pinned")]
public sealed record TextPinned(PrivateText Text) : EventBody;

/// <summary>Nothing is pinned any more.</summary>
[EventType("livestream.unpinned")]
public sealed record TextUnpinned : EventBody;

/// <summary>What somebody wrote was destroyed.</summary>
/// <param name="Events">The events whose bodies are gone.</param>
[EventType("livestream.lines.erased")]
public sealed record LinesErased(ImmutableArray<long> Events) : EventBody;

/// <summary>Whose lines were destroyed; for the staff.</summary>
[EventType("livestream.writer.erased")]
public sealed record WriterErased(AccountId Account) : EventBody;
