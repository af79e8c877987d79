using Consult.Feeds;
using Consult.Memberships;
using Orleans;

namespace Consult.Threads;

/// <summary>Shows a question. Sent by the membership of who asks; repeated it changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("consult.PublishQuestion")]
public sealed record PublishQuestion : Command
{
    /// <summary>Who asks.</summary>
    [Id(0)] public required MembershipId Membership { get; init; }

    /// <summary>Number of the post in the membership's feed.</summary>
    [Id(1)] public required long Post { get; init; }

    /// <summary>Whose membership it is, for the staff.</summary>
    [Id(2)] public required PatientId Patient { get; init; }

    /// <summary>The member's nickname.</summary>
    [Id(3)] public required PrivateText Nickname { get; init; }

    /// <summary>The masked text.</summary>
    [Id(4)] public required PrivateText Text { get; init; }
}

/// <summary>
/// Shows what a member adds. Sent by the membership; repeated it changes nothing. The only refusal of a thread that exists
/// is <see cref="Codes.ThreadFull"/>: that it was closed meanwhile is no reason, as the member was told that it is written.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.PublishPost")]
public sealed record PublishPost : Command
{
    /// <summary>Who writes.</summary>
    [Id(0)] public required MembershipId Membership { get; init; }

    /// <summary>Number of the post in the membership's feed.</summary>
    [Id(1)] public required long Post { get; init; }

    /// <summary><see cref="PostKind.FollowUp"/> or <see cref="PostKind.Reply"/>.</summary>
    [Id(2)] public required PostKind Kind { get; init; }

    /// <summary>The member's nickname.</summary>
    [Id(3)] public required PrivateText Nickname { get; init; }

    /// <summary>The masked text.</summary>
    [Id(4)] public required PrivateText Text { get; init; }
}

/// <summary>Puts another masked text in place of a member's post. Sent by the membership.</summary>
[GenerateSerializer, Immutable, Alias("consult.RemaskText")]
public sealed record RemaskText(
    [property: Id(0)] MembershipId Membership,
    [property: Id(1)] long Post,
    [property: Id(2)] PrivateText Text) : Command;

/// <summary>Counts a helpful mark that was given or taken back. Sent by the membership of who marks.</summary>
/// <param name="Post">Number of the post's first event.</param>
/// <param name="IsMarked">Whether it was given; otherwise it was taken back.</param>
[GenerateSerializer, Immutable, Alias("consult.CountHelpful")]
public sealed record CountHelpful(
    [property: Id(0)] long Post,
    [property: Id(1)] bool IsMarked) : Command;

/// <summary>An answer was proposed to be featured. Sent by the featured answer.</summary>
/// <param name="Post">Number of the answer's first event.</param>
[GenerateSerializer, Immutable, Alias("consult.NoteFeature")]
public sealed record NoteFeature([property: Id(0)] long Post) : Command;

/// <summary>
/// Answers the question. By the group's doctor or an assistant, whose text is masked too, while the doctor's licence is
/// valid.
/// </summary>
/// <param name="Text">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.GiveAnswer")]
public sealed record GiveAnswer([property: Id(0)] PrivateText Text) : Command;

/// <summary>Takes a post away from every reader, at once and for good. By the group's staff.</summary>
/// <param name="Post">Number of the post's first event.</param>
[GenerateSerializer, Immutable, Alias("consult.HideText")]
public sealed record HideText([property: Id(0)] long Post) : Command;

/// <summary>Ends the thread. By the group's staff.</summary>
[GenerateSerializer, Immutable, Alias("consult.CloseThread")]
public sealed record CloseThread : Command;
