using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Memberships;
using Consult.Threads;

namespace Consult.Groups;

/// <summary>A group was opened.</summary>
[EventType("group.created")]
public sealed record GroupCreated : EventBody
{
    /// <summary>Who leads it.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId DoctorAccount { get; init; }

    /// <summary>The doctor's published name.</summary>
    public required string DoctorName { get; init; }

    /// <summary>The doctor's department.</summary>
    public required string Department { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required string Description { get; init; }

    /// <summary>How one becomes a member.</summary>
    public required JoinMode Mode { get; init; }
}

/// <summary>Name, description or join mode were replaced.</summary>
[EventType("group.changed")]
public sealed record GroupChanged(string Name, string Description, JoinMode Mode) : EventBody;

/// <summary>The announcement was replaced; empty when it was taken away.</summary>
[EventType("group.announced")]
public sealed record GroupAnnounced(string Text) : EventBody;

/// <summary>An account assists the doctor.</summary>
[EventType("group.assistant.added")]
public sealed record GroupAssistantAdded(AccountId Account) : EventBody;

/// <summary>An account does not assist the doctor any more.</summary>
[EventType("group.assistant.removed")]
public sealed record GroupAssistantRemoved(AccountId Account) : EventBody;

/// <summary>The group was closed.</summary>
[EventType("group.closed")]
public sealed record GroupClosed : EventBody;

/// <summary>A patient became a member. For the staff alone.</summary>
[EventType("member.admitted")]
public sealed record MemberAdmitted(MembershipId Membership, PatientId Patient) : EventBody;

/// <summary>A patient is no member any more. For the staff alone.</summary>
[EventType("member.removed")]
public sealed record MemberRemoved(MembershipId Membership, PatientId Patient) : EventBody;

/// <summary>Somebody wants to join. For the staff alone.</summary>
[EventType("application.noted")]
public sealed record ApplicationNoted(MembershipId Membership, PatientId Patient) : EventBody;

/// <summary>An application is over, without admission. For the staff alone.</summary>
[EventType("application.settled")]
public sealed record ApplicationSettled(MembershipId Membership) : EventBody;

/// <summary>A post waits for the staff's decision; its text stays with its author. For the staff alone.</summary>
[EventType("post.held")]
public sealed record PostHeld : EventBody
{
    /// <summary>Whose.</summary>
    public required MembershipId Membership { get; init; }

    /// <summary>Number of its <c>post.written</c> event in the membership's feed.</summary>
    public required long Post { get; init; }

    /// <summary>Where it belongs.</summary>
    public required ThreadId Thread { get; init; }

    /// <summary>What it is.</summary>
    public required PostKind Kind { get; init; }

    /// <summary>Why it is held.</summary>
    public required ImmutableArray<HoldReason> Reasons { get; init; }
}

/// <summary>A held post was released or declined. For the staff alone.</summary>
[EventType("post.settled")]
public sealed record PostSettled(MembershipId Membership, long Post) : EventBody;

/// <summary>A question was asked.</summary>
[EventType("thread.opened")]
public sealed record ThreadOpened(ThreadId Thread) : EventBody;

/// <summary>A question has its first answer.</summary>
[EventType("thread.answered")]
public sealed record ThreadAnswered(ThreadId Thread) : EventBody;
