using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Memberships;
using Consult.Threads;
using Orleans;

namespace Consult.Groups;

/// <summary>How one becomes a member of a group.</summary>
public enum JoinMode
{
    /// <summary>Whoever wants to.</summary>
    Open,

    /// <summary>Whom the staff invites.</summary>
    Invitation,

    /// <summary>Who applies and is approved by the staff.</summary>
    Approval,
}

/// <summary>A group, for everybody who is signed in.</summary>
[GenerateSerializer, Immutable, Alias("consult.GroupView")]
public sealed record GroupView
{
    /// <summary>The group.</summary>
    [Id(0)] public required GroupId Group { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    [Id(2)] public required string Description { get; init; }

    /// <summary>Its department.</summary>
    [Id(3)] public required string Department { get; init; }

    /// <summary>Who leads it.</summary>
    [Id(4)] public required DoctorId Doctor { get; init; }

    /// <summary>The doctor's published name.</summary>
    [Id(5)] public required string DoctorName { get; init; }

    /// <summary>How one becomes a member.</summary>
    [Id(6)] public required JoinMode Mode { get; init; }

    /// <summary>How many members it has.</summary>
    [Id(7)] public required int Members { get; init; }

    /// <summary>What the staff wants everybody to know; empty when there is nothing.</summary>
    [Id(8)] public required string Announcement { get; init; }

    /// <summary>Whether it is closed.</summary>
    [Id(9)] public required bool IsClosed { get; init; }

    /// <summary>When it was opened.</summary>
    [Id(10)] public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What the staff of a group has to do.</summary>
[GenerateSerializer, Immutable, Alias("consult.GroupDesk")]
public sealed record GroupDesk
{
    /// <summary>The accounts that assist the doctor.</summary>
    [Id(0)] public required ImmutableArray<AccountId> Assistants { get; init; }

    /// <summary>Who waits to be admitted, longest first.</summary>
    [Id(1)] public required ImmutableArray<Applicant> Applications { get; init; }

    /// <summary>Posts that wait for a decision, longest first.</summary>
    [Id(2)] public required ImmutableArray<HeldNotice> Held { get; init; }
}

/// <summary>Somebody who wants to join.</summary>
/// <param name="Membership">The membership that would begin.</param>
/// <param name="Patient">Who it is.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("consult.Applicant")]
public sealed record Applicant(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] PatientId Patient,
    [property: Id(2)] DateTimeOffset At);

/// <summary>A post that waits for the staff's decision.</summary>
/// <param name="Membership">Whose.</param>
/// <param name="Post">Number of its <c>post.written</c> event in the membership's feed.</param>
/// <param name="Thread">Where it belongs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Reasons">Why it is held.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("consult.HeldNotice")]
public sealed record HeldNotice(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] long Post,
    [property: Id(2)] ThreadId Thread,
    [property: Id(3)] PostKind Kind,
    [property: Id(4)] ImmutableArray<HoldReason> Reasons,
    [property: Id(5)] DateTimeOffset At);

/// <summary>A text as everybody may see it.</summary>
[GenerateSerializer, Immutable, Alias("consult.PublicText")]
public sealed record PublicText([property: Id(0)] PrivateText Text);

/// <summary>What a membership, thread or featured answer must know of its group.</summary>
[GenerateSerializer, Immutable, Alias("consult.GroupFacts")]
public sealed record GroupFacts
{
    /// <summary>How one becomes a member.</summary>
    [Id(0)] public required JoinMode Mode { get; init; }

    /// <summary>Whether it is closed.</summary>
    [Id(1)] public required bool IsClosed { get; init; }

    /// <summary>Whether it has as many members as allowed.</summary>
    [Id(2)] public required bool IsFull { get; init; }

    /// <summary>Whether as many applications wait as allowed.</summary>
    [Id(3)] public required bool AreApplicationsFull { get; init; }

    /// <summary>Who leads it.</summary>
    [Id(4)] public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    [Id(5)] public required AccountId DoctorAccount { get; init; }

    /// <summary>Its department.</summary>
    [Id(6)] public required string Department { get; init; }
}
