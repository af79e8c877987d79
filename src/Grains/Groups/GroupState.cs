using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Groups;

/// <summary>What a group has become. It holds no list of members, so it is small whatever the group's size.</summary>
internal sealed record GroupState
{
    /// <summary>
    /// How many applications, and how many held posts, are kept at hand. Part of the fold, so they are no options: a state
    /// must not depend on the configuration under which it was folded.
    /// </summary>
    public const int ListLength = 500;

    public bool Exists { get; init; }

    public GroupId Group { get; init; }

    public DoctorId Doctor { get; init; }

    public AccountId DoctorAccount { get; init; }

    public string DoctorName { get; init; } = "";

    public string Department { get; init; } = "";

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public string Announcement { get; init; } = "";

    public JoinMode Mode { get; init; }

    public bool IsClosed { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Members { get; init; }

    public ImmutableArray<AccountId> Assistants { get; init; } = [];

    public ImmutableArray<Applicant> Applications { get; init; } = [];

    /// <summary>The newest held posts; older ones stay held, and their members' memberships know them.</summary>
    public ImmutableArray<HeldNotice> Held { get; init; } = [];
}
