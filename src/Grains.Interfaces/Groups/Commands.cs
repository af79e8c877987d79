using Consult.Feeds;
using Consult.Memberships;
using Consult.Threads;
using Orleans;

namespace Consult.Groups;

/// <summary>
/// Opens a health group (健康小组). By a doctor of whom the profile is and whose licence is verified; the group belongs to
/// the department of that profile.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.CreateGroup")]
public sealed record CreateGroup : Command
{
    /// <summary>Who leads it.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>Its name, 1–30 characters.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it is about, 1–1,000 characters.</summary>
    [Id(2)] public required string Description { get; init; }

    /// <summary>How one becomes a member.</summary>
    [Id(3)] public required JoinMode Mode { get; init; }
}

/// <summary>Replaces name, description and join mode. By the doctor. Who applied before stays an applicant.</summary>
[GenerateSerializer, Immutable, Alias("consult.ChangeGroup")]
public sealed record ChangeGroup(
    [property: Id(0)] string Name,
    [property: Id(1)] string Description,
    [property: Id(2)] JoinMode Mode) : Command;

/// <summary>Replaces the announcement. By the doctor or an assistant.</summary>
/// <param name="Text">At most 1,000 characters; empty takes it away.</param>
[GenerateSerializer, Immutable, Alias("consult.Announce")]
public sealed record Announce([property: Id(0)] string Text) : Command;

/// <summary>Lets an account assist the doctor. By the doctor; at most as many as configured.</summary>
/// <param name="Account">It acts under a sign-in as <see cref="Role.Assistant"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.AddAssistant")]
public sealed record AddAssistant([property: Id(0)] AccountId Account) : Command;

/// <summary>Ends an account's assistance. By the doctor.</summary>
[GenerateSerializer, Immutable, Alias("consult.RemoveAssistant")]
public sealed record RemoveAssistant([property: Id(0)] AccountId Account) : Command;

/// <summary>Closes the group for good: nobody joins or asks any more, members go on reading. By the doctor or an operator.</summary>
[GenerateSerializer, Immutable, Alias("consult.CloseGroup")]
public sealed record CloseGroup : Command;

/// <summary>A patient is a member from now on. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.AdmitMember")]
public sealed record AdmitMember(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] PatientId Patient) : Command;

/// <summary>A patient is no member any more. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.DismissMember")]
public sealed record DismissMember(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] PatientId Patient) : Command;

/// <summary>
/// Somebody wants to join. Sent by the membership; refused with <see cref="Codes.ApplicationsFull"/> when as many wait as
/// allowed.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.NoteApplication")]
public sealed record NoteApplication(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] PatientId Patient) : Command;

/// <summary>An application is over, without admission. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.SettleApplication")]
public sealed record SettleApplication([property: Id(0)] MembershipId Membership) : Command;

/// <summary>A post waits for the staff's decision. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.NoteHeld")]
public sealed record NoteHeld([property: Id(0)] HeldNotice Held) : Command;

/// <summary>A held post was released or declined. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.SettleHeld")]
public sealed record SettleHeld(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] long Post) : Command;

/// <summary>Something new stands in a thread. Sent by the thread.</summary>
/// <param name="Thread">Which.</param>
/// <param name="IsAnswer">Whether it is its first answer; otherwise it is the question.</param>
[GenerateSerializer, Immutable, Alias("consult.NoteThread")]
public sealed record NoteThread(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] bool IsAnswer) : Command;
