using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;
using Orleans;

namespace Consult.Memberships;

/// <summary>Where a membership stands.</summary>
public enum MembershipStatus
{
    /// <summary>The staff invited the patient, who has not joined yet.</summary>
    Invited,

    /// <summary>The patient waits to be admitted.</summary>
    Applied,

    /// <summary>The patient is a member.</summary>
    Joined,

    /// <summary>The patient was not admitted.</summary>
    Declined,

    /// <summary>The patient left.</summary>
    Left,

    /// <summary>The staff ended the membership.</summary>
    Removed,

    /// <summary>The patient cannot join any more.</summary>
    Banned,
}

/// <summary>What badges are for.</summary>
public enum BadgeKind
{
    /// <summary>Questions that were answered.</summary>
    Answered,

    /// <summary>Consecutive weeks in which a question was answered or a reply found helpful.</summary>
    Streak,

    /// <summary>Helpful marks on replies.</summary>
    Helpful,
}

/// <summary>A badge.</summary>
/// <param name="Kind">For what.</param>
/// <param name="Level">How many of it.</param>
[GenerateSerializer, Immutable, Alias("consult.Badge")]
public sealed record Badge(
    [property: Id(0)] BadgeKind Kind,
    [property: Id(1)] int Level);

/// <summary>A membership, for the patient's side and the group's staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.MembershipView")]
public sealed record MembershipView
{
    /// <summary>The membership.</summary>
    [Id(0)] public required MembershipId Membership { get; init; }

    /// <summary>The group.</summary>
    [Id(1)] public required GroupId Group { get; init; }

    /// <summary>Whose.</summary>
    [Id(2)] public required PatientId Patient { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)] public required MembershipStatus Status { get; init; }

    /// <summary>What the other members see; absent before the patient chose one.</summary>
    [Id(4)] public required PrivateText Nickname { get; init; }

    /// <summary>Since when the patient is a member; null when none.</summary>
    [Id(5)] public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Until when the member reads only; null when writing is allowed.</summary>
    [Id(6)] public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Whether the member is a peer mentor.</summary>
    [Id(7)] public required bool IsMentor { get; init; }

    /// <summary>How many questions may be asked now, granted ones included.</summary>
    [Id(8)] public required int QuestionsLeft { get; init; }

    /// <summary>How many of those were granted.</summary>
    [Id(9)] public required int Granted { get; init; }

    /// <summary>When the next free question is restored; null when all are there.</summary>
    [Id(10)] public DateTimeOffset? NextRestoredAt { get; init; }

    /// <summary>Numbers of the posts that wait for the staff's decision.</summary>
    [Id(11)] public required ImmutableArray<long> Held { get; init; }

    /// <summary>Questions that were answered.</summary>
    [Id(12)] public required int Answered { get; init; }

    /// <summary>Helpful marks on the member's replies.</summary>
    [Id(13)] public required int Helpful { get; init; }

    /// <summary>Consecutive weeks, up to this or the last one, in which a question was answered or a reply found helpful.</summary>
    [Id(14)] public required int Streak { get; init; }

    /// <summary>Badges, in the order in which they were earned.</summary>
    [Id(15)] public required ImmutableArray<Badge> Badges { get; init; }
}
