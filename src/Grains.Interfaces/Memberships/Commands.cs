using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;
using Orleans;

namespace Consult.Memberships;

/// <summary>
/// Joins a group or applies, as the group's join mode says; who was invited joins in any. By the patient's side. Who was
/// removed before applies again even where everybody may join.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.JoinGroup")]
public sealed record JoinGroup : Command
{
    /// <summary>The group.</summary>
    [Id(0)] public required GroupId Group { get; init; }

    /// <summary>Who joins.</summary>
    [Id(1)] public required PatientId Patient { get; init; }

    /// <summary>What the other members see, 1–20 characters; nothing private in it: <see cref="Codes.NicknamePrivate"/>.</summary>
    [Id(2)] public required PrivateText Nickname { get; init; }
}

/// <summary>Leaves the group, or takes an application back. By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.LeaveGroup")]
public sealed record LeaveGroup : Command;

/// <summary>What the answer to an accepted post says besides.</summary>
public static class PostAnswer
{
    /// <summary>The answer's value when the post waits for the staff's decision; published posts have none.</summary>
    public const string Held = "held";
}

/// <summary>Asks a question. By a member, within the quota.</summary>
/// <param name="Thread">The thread it opens; its key is new and made by the server.</param>
/// <param name="Text">1–2,000 characters; others see it masked.</param>
[GenerateSerializer, Immutable, Alias("consult.AskQuestion")]
public sealed record AskQuestion(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] PrivateText Text) : Command;

/// <summary>Adds to one's own question. By the member who asked it.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Text">1–2,000 characters; others see it masked.</param>
[GenerateSerializer, Immutable, Alias("consult.FollowUpQuestion")]
public sealed record FollowUpQuestion(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] PrivateText Text) : Command;

/// <summary>Replies to another's question from experience, marked as no medical advice. By a peer mentor (同伴导师).</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Text">1–2,000 characters; others see it masked.</param>
[GenerateSerializer, Immutable, Alias("consult.ReplyAsMentor")]
public sealed record ReplyAsMentor(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] PrivateText Text) : Command;

/// <summary>Marks an answer or another member's reply as helpful; accepted without effect when it is already. By a member.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the post's first event in the thread.</param>
[GenerateSerializer, Immutable, Alias("consult.MarkHelpful")]
public sealed record MarkHelpful(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] long Post) : Command;

/// <summary>Takes a mark back; accepted without effect when there is none. By the member.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the post's first event in the thread.</param>
[GenerateSerializer, Immutable, Alias("consult.UnmarkHelpful")]
public sealed record UnmarkHelpful(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] long Post) : Command;
