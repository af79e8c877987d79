using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;
using Orleans;

namespace Consult.Memberships;

// What the staff of a group (its doctor, assistants, operators) does about a member. The group's access rows are the door.

/// <summary>Invites a patient; who has applied is approved by it. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.InviteMember")]
public sealed record InviteMember(
    [property: Id(0)] GroupId Group,
    [property: Id(1)] PatientId Patient) : Command;

/// <summary>Admits who has applied. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.ApproveApplication")]
public sealed record ApproveApplication : Command;

/// <summary>Does not admit who has applied. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeclineApplication")]
public sealed record DeclineApplication : Command;

/// <summary>Lets a member read only, for a time. By the staff.</summary>
/// <param name="Hours">1–8,760; replaces what was left of an earlier one.</param>
[GenerateSerializer, Immutable, Alias("consult.MuteMember")]
public sealed record MuteMember([property: Id(0)] int Hours) : Command;

/// <summary>Lets a member write again. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.UnmuteMember")]
public sealed record UnmuteMember : Command;

/// <summary>Ends a membership or an invitation. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.RemoveMember")]
public sealed record RemoveMember : Command;

/// <summary>Ends a membership and lets nobody join for this patient any more. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.BanMember")]
public sealed record BanMember : Command;

/// <summary>Lets a banned patient join again. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.UnbanMember")]
public sealed record UnbanMember : Command;

/// <summary>Gives a member questions beyond the quota; they are used after the free ones and do not run out. By the staff.</summary>
/// <param name="Count">1–10, and never more than 50 unused.</param>
[GenerateSerializer, Immutable, Alias("consult.GrantQuestions")]
public sealed record GrantQuestions([property: Id(0)] int Count) : Command;

/// <summary>Makes a member a peer mentor (同伴导师), who may reply to others. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.AppointMentor")]
public sealed record AppointMentor : Command;

/// <summary>Ends a member's mentorship. By the staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.DismissMentor")]
public sealed record DismissMentor : Command;

/// <summary>
/// Publishes a held post, masked. By the staff, while the patient's consent to publishing is in force. What could not be
/// masked is never published: <see cref="Codes.MaskingFailed"/>.
/// </summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
[GenerateSerializer, Immutable, Alias("consult.ReleaseHeld")]
public sealed record ReleaseHeld([property: Id(0)] long Post) : Command;

/// <summary>Does not publish a held post; a question it used is given back. By the staff.</summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
[GenerateSerializer, Immutable, Alias("consult.DeclineHeld")]
public sealed record DeclineHeld([property: Id(0)] long Post) : Command;

/// <summary>
/// Records that the staff looks at the original of a post, before it is shown (未成年人网络保护条例; 个人信息保护法 art. 51).
/// By the staff.
/// </summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
[GenerateSerializer, Immutable, Alias("consult.NoteOriginalRead")]
public sealed record NoteOriginalRead([property: Id(0)] long Post) : Command;

/// <summary>The group took no further application. Sent by the membership to itself.</summary>
/// <param name="Code">Why, one of <see cref="Codes"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.RefuseApplication")]
public sealed record RefuseApplication([property: Id(0)] string Code) : Command;

/// <summary>The thread did not take a post. Sent by the membership to itself.</summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
/// <param name="Code">Why, one of <see cref="Codes"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.RefusePost")]
public sealed record RefusePost(
    [property: Id(0)] long Post,
    [property: Id(1)] string Code) : Command;

/// <summary>A question of the member has its first answer. Sent by the thread.</summary>
[GenerateSerializer, Immutable, Alias("consult.NoteAnswered")]
public sealed record NoteAnswered([property: Id(0)] ThreadId Thread) : Command;

/// <summary>Somebody marked a reply of the member as helpful, or took the mark back. Sent by the thread.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the reply's first event there.</param>
/// <param name="IsMarked">Whether it was marked; otherwise the mark was taken back.</param>
[GenerateSerializer, Immutable, Alias("consult.NoteHelpful")]
public sealed record NoteHelpful(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] long Post,
    [property: Id(2)] bool IsMarked) : Command;
