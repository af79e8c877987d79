using Consult.Feeds;
using Consult.Groups;

namespace Consult.Memberships;

/// <summary>A patient and a group have to do with each other from now on.</summary>
[EventType("membership.opened")]
public sealed record MembershipOpened(GroupId Group, PatientId Patient) : EventBody;

/// <summary>The staff invited the patient.</summary>
[EventType("membership.invited")]
public sealed record MembershipInvited : EventBody;

/// <summary>The patient wants to join.</summary>
[EventType("membership.applied")]
public sealed record MembershipApplied : EventBody
{
    /// <summary>What the other members would see.</summary>
    public PrivateText Nickname { get; init; }
}

/// <summary>The patient was not admitted.</summary>
/// <param name="Code">Why, when it was not the staff's decision.</param>
[EventType("membership.declined")]
public sealed record MembershipDeclined(string? Code = null) : EventBody;

/// <summary>The patient is a member.</summary>
[EventType("membership.joined")]
public sealed record MembershipJoined : EventBody
{
    /// <summary>Whether the staff admitted an applicant.</summary>
    public bool IsApproved { get; init; }

    /// <summary>What the other members see.</summary>
    public PrivateText Nickname { get; init; }
}

/// <summary>The patient left, or took an application back.</summary>
/// <param name="Was">What the membership was before.</param>
[EventType("membership.left")]
public sealed record MembershipLeft(MembershipStatus Was) : EventBody;

/// <summary>The staff ended the membership or the invitation.</summary>
/// <param name="Was">What the membership was before.</param>
[EventType("membership.removed")]
public sealed record MembershipRemoved(MembershipStatus Was) : EventBody;

/// <summary>The patient cannot join any more.</summary>
/// <param name="Was">What the membership was before.</param>
[EventType("membership.banned")]
public sealed record MembershipBanned(MembershipStatus Was) : EventBody;

/// <summary>The patient may join again.</summary>
[EventType("membership.unbanned")]
public sealed record MembershipUnbanned : EventBody;

/// <summary>The member reads only, until a moment.</summary>
[EventType("membership.muted")]
public sealed record MembershipMuted(DateTimeOffset Until) : EventBody;

/// <summary>The member may write again.</summary>
[EventType("membership.unmuted")]
public sealed record MembershipUnmuted : EventBody;

/// <summary>The member has more questions.</summary>
[EventType("questions.granted")]
public sealed record QuestionsGranted(int Count) : EventBody;

/// <summary>The member is a peer mentor (同伴导师).</summary>
[EventType("mentor.appointed")]
public sealed record MentorAppointed : EventBody;

/// <summary>The member is no peer mentor any more.</summary>
[EventType("mentor.dismissed")]
public sealed record MentorDismissed : EventBody;
