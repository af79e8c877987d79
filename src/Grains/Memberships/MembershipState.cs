using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;

namespace Consult.Memberships;

/// <summary>What a membership has become. Snapshots of it are sealed with the patient's key.</summary>
internal sealed record MembershipState
{
    /// <summary>
    /// How many of the last posts are read together with a new one. Part of the fold, so it is no option: a state must not
    /// depend on the configuration under which it was folded.
    /// </summary>
    public const int RecentLength = 2;

    public bool Exists { get; init; }

    public MembershipId Membership { get; init; }

    public GroupId Group { get; init; }

    public PatientId Patient { get; init; }

    public MembershipStatus Status { get; init; }

    public PrivateText Nickname { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    public DateTimeOffset? MutedUntil { get; init; }

    public bool IsMentor { get; init; }

    /// <summary>Questions that use the quota; those whose time has come go with the next question.</summary>
    public ImmutableArray<SpentQuestion> Spent { get; init; } = [];

    /// <summary>Questions of the staff's gift that are left.</summary>
    public int Granted { get; init; }

    public ImmutableArray<HeldPost> Held { get; init; } = [];

    public ImmutableArray<RecentPost> Recent { get; init; } = [];

    public ImmutableArray<HelpfulMark> Marks { get; init; } = [];

    public int Answered { get; init; }

    public int Helpful { get; init; }

    /// <summary>The Monday of the last week that counts towards the streak.</summary>
    public DateOnly? LastWeek { get; init; }

    public int Streak { get; init; }

    public ImmutableArray<Badge> Badges { get; init; } = [];

    public long LastSeq { get; init; }

    public bool IsMutedAt(DateTimeOffset now) => MutedUntil > now;

    /// <summary>The weeks in a row up to a week or the one before it; a streak that was broken is none.</summary>
    public int StreakAt(DateOnly week) => LastWeek >= week.AddDays(-7) ? Streak : 0;
}

/// <summary>A question that uses the quota until a moment.</summary>
internal sealed record SpentQuestion(long Post, DateTimeOffset RestoresAt);

/// <summary>A post that waits for the staff's decision.</summary>
internal sealed record HeldPost
{
    public required long Post { get; init; }

    public required ThreadId Thread { get; init; }

    public required PostKind Kind { get; init; }

    public required bool UsesGrant { get; init; }

    /// <summary>What would be shown; gone when it could not be masked.</summary>
    public PrivateText Masked { get; init; }
}

/// <summary>A post of late, in case the next one goes on with a number.</summary>
internal sealed record RecentPost
{
    public required long Post { get; init; }

    public required ThreadId Thread { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool IsPublished { get; init; }

    /// <summary>
    /// What the next post is read with: as it was written, or, once it was masked together with others, as it was masked
    /// then. A later look has fewer of those others, and must not bring back what they gave away.
    /// </summary>
    public PrivateText Text { get; init; }

    public PrivateText Masked { get; init; }
}

/// <summary>A post that the member found helpful.</summary>
internal sealed record HelpfulMark(ThreadId Thread, long Post);
