using Consult.Feeds;
using Consult.Memberships;

namespace Consult.Threads;

// Everything here may be read by every member: masked text, no patient and no account of one but in thread.asker, which
// is for the staff alone. The number of a post is the number of its first event.

/// <summary>A question was asked.</summary>
[EventType("question.asked")]
public sealed record QuestionAsked : EventBody
{
    /// <summary>Who asks.</summary>
    public required MembershipId Membership { get; init; }

    /// <summary>Number of the post in the membership's feed.</summary>
    public required long Post { get; init; }

    /// <summary>The member's nickname.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>The masked text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>Who asks; it stands before the question. For the staff alone.</summary>
[EventType("thread.asker")]
public sealed record ThreadAsker(MembershipId Membership, PatientId Patient) : EventBody;

/// <summary>The doctor or an assistant answered; who stands in the envelope.</summary>
[EventType("answer.given")]
public sealed record AnswerGiven : EventBody
{
    /// <summary>Whether it is the first answer.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The masked text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>Who asked added something.</summary>
[EventType("followup.added")]
public sealed record FollowUpAdded : EventBody
{
    /// <summary>Who asked.</summary>
    public required MembershipId Membership { get; init; }

    /// <summary>Number of the post in the membership's feed.</summary>
    public required long Post { get; init; }

    /// <summary>The member's nickname.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>The masked text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A peer mentor (同伴导师) told of own experience.</summary>
[EventType("reply.added")]
public sealed record ReplyAdded : EventBody
{
    /// <summary>Who replied.</summary>
    public required MembershipId Membership { get; init; }

    /// <summary>Number of the post in the membership's feed.</summary>
    public required long Post { get; init; }

    /// <summary>Always true: a member is no doctor.</summary>
    public required bool NotMedicalAdvice { get; init; }

    /// <summary>The member's nickname.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>The masked text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A post has another masked text; the earlier one is gone.</summary>
[EventType("text.remasked")]
public sealed record TextRemasked : EventBody
{
    /// <summary>Number of the post's first event.</summary>
    public required long Post { get; init; }

    /// <summary>Number of the event whose text is gone.</summary>
    public required long Replaces { get; init; }

    /// <summary>The masked text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A post was hidden; its text is gone.</summary>
/// <param name="Post">Number of the post's first event.</param>
/// <param name="Replaces">Number of the event whose text is gone.</param>
[EventType("text.hidden")]
public sealed record TextHidden(long Post, long Replaces) : EventBody;

/// <summary>How many members found a post helpful.</summary>
/// <param name="Post">Number of the post's first event.</param>
/// <param name="Count">How many now.</param>
/// <param name="IsMarked">Whether one more; otherwise one less.</param>
/// <param name="Author">The member who wrote it; null when it was the staff.</param>
[EventType("helpful.counted")]
public sealed record HelpfulCounted(long Post, int Count, bool IsMarked, MembershipId? Author = null) : EventBody;

/// <summary>The doctor proposed to feature an answer. For the staff alone.</summary>
/// <param name="Post">Number of the answer's first event.</param>
[EventType("feature.proposed")]
public sealed record FeatureProposed(long Post) : EventBody;

/// <summary>The thread ended: by the staff, or by itself when nothing had happened for long.</summary>
[EventType("thread.closed")]
public sealed record ThreadClosed : EventBody;
