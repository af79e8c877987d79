using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Privacy;
using Consult.Threads;

namespace Consult.Memberships;

/// <summary>Why a post is not shown before somebody has looked at it.</summary>
public enum HoldReason
{
    /// <summary>The text could not be masked.</summary>
    MaskingFailed,

    /// <summary>With the posts before it, it makes up something private.</summary>
    Split,

    /// <summary>It offers goods or services.</summary>
    Selling,

    /// <summary>It asks to go on elsewhere.</summary>
    OffPlatformContact,

    /// <summary>It holds a link.</summary>
    Link,
}

/// <summary>
/// The member wrote something. The original is nowhere else; what others see is the masked text, in the thread. The
/// event's number is the post's number.
/// </summary>
[EventType("post.written")]
public sealed record PostWritten : EventBody
{
    /// <summary>Where it belongs.</summary>
    public required ThreadId Thread { get; init; }

    /// <summary>What it is.</summary>
    public required PostKind Kind { get; init; }

    /// <summary>What was found and masked, each kind once.</summary>
    public ImmutableArray<PrivacyKind> Found { get; init; } = [];

    /// <summary>Why it is held; empty when it is published.</summary>
    public ImmutableArray<HoldReason> Reasons { get; init; } = [];

    /// <summary>When the question it used of the quota is restored; null when it used none of it.</summary>
    public DateTimeOffset? RestoresAt { get; init; }

    /// <summary>Whether it used a question that the staff had granted.</summary>
    public bool UsesGrant { get; init; }

    /// <summary>The member's nickname.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>What the member wrote.</summary>
    public PrivateText Original { get; init; }

    /// <summary>What others see; absent when it could not be masked.</summary>
    public PrivateText Masked { get; init; }
}

/// <summary>A later post made something private of an earlier one, which is masked anew.</summary>
[EventType("post.remasked")]
public sealed record PostRemasked : EventBody
{
    /// <summary>Number of its <c>post.written</c> event.</summary>
    public required long Post { get; init; }

    /// <summary>Where it belongs.</summary>
    public required ThreadId Thread { get; init; }

    /// <summary>Whether it was published; otherwise it is held.</summary>
    public required bool WasPublished { get; init; }

    /// <summary>What others see from now on.</summary>
    public PrivateText Masked { get; init; }
}

/// <summary>The staff released a held post: it is published, masked.</summary>
[EventType("post.released")]
public sealed record PostReleased : EventBody
{
    /// <summary>Number of its <c>post.written</c> event.</summary>
    public required long Post { get; init; }

    /// <summary>Where it belongs.</summary>
    public required ThreadId Thread { get; init; }

    /// <summary>What it is.</summary>
    public required PostKind Kind { get; init; }

    /// <summary>The member's nickname.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>What others see.</summary>
    public PrivateText Masked { get; init; }
}

/// <summary>A post is not published. A question that it used is given back.</summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
/// <param name="WasHeld">Whether the staff declined it; otherwise the thread had no room.</param>
/// <param name="Code">Why the thread did not take it; null when the staff declined it.</param>
[EventType("post.declined")]
public sealed record PostDeclined(long Post, bool WasHeld, string? Code = null) : EventBody;

/// <summary>The staff looked at an original; who and when stands in the envelope.</summary>
/// <param name="Post">Number of its <c>post.written</c> event.</param>
[EventType("original.read")]
public sealed record OriginalRead(long Post) : EventBody;

/// <summary>The member found a post helpful.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the post's first event there.</param>
[EventType("helpful.marked")]
public sealed record HelpfulMarked(ThreadId Thread, long Post) : EventBody;

/// <summary>The member took a mark back.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the post's first event there.</param>
[EventType("helpful.unmarked")]
public sealed record HelpfulUnmarked(ThreadId Thread, long Post) : EventBody;

/// <summary>A question of the member has its first answer.</summary>
/// <param name="Thread">Which.</param>
/// <param name="Week">The Monday of the week by the operator's calendar.</param>
[EventType("question.answered")]
public sealed record QuestionAnswered(ThreadId Thread, DateOnly Week) : EventBody;

/// <summary>Somebody found a reply of the member helpful.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the reply's first event there.</param>
/// <param name="Week">The Monday of the week by the operator's calendar.</param>
[EventType("helpful.received")]
public sealed record HelpfulReceived(ThreadId Thread, long Post, DateOnly Week) : EventBody;

/// <summary>Somebody took a mark back from a reply of the member.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the reply's first event there.</param>
[EventType("helpful.lost")]
public sealed record HelpfulLost(ThreadId Thread, long Post) : EventBody;

/// <summary>The member earned a badge, for good.</summary>
/// <param name="Kind">For what.</param>
/// <param name="Level">How many of it.</param>
[EventType("badge.earned")]
public sealed record BadgeEarned(BadgeKind Kind, int Level) : EventBody;
