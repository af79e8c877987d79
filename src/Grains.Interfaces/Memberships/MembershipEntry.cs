using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;

namespace Consult.Memberships;

/// <summary>A membership in lists.</summary>
/// <param name="Group">The group.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="JoinedAt">Since when the patient is a member; null when not one.</param>
/// <param name="IsMentor">Whether the member is a peer mentor.</param>
/// <param name="Badges">What was earned.</param>
public sealed record MembershipEntry(
    GroupId Group, MembershipStatus Status, DateTimeOffset? JoinedAt, bool IsMentor, ImmutableArray<Badge> Badges) : IDirectoryEntry;
