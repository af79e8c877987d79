using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Memberships;
using Orleans;

namespace Consult.Threads;

/// <summary>What a post in a group is.</summary>
public enum PostKind
{
    /// <summary>A member's question.</summary>
    Question,

    /// <summary>An answer of the doctor or an assistant.</summary>
    Answer,

    /// <summary>What the member who asked adds.</summary>
    FollowUp,

    /// <summary>What a peer mentor tells; no medical advice.</summary>
    Reply,
}

/// <summary>Where a thread stands.</summary>
public enum ThreadStatus
{
    /// <summary>Not answered yet.</summary>
    Open,

    /// <summary>Answered.</summary>
    Answered,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>A thread without its texts, which are in its feed.</summary>
[GenerateSerializer, Immutable, Alias("consult.ThreadView")]
public sealed record ThreadView
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId Thread { get; init; }

    /// <summary>Who asked.</summary>
    [Id(1)] public required MembershipId Asker { get; init; }

    /// <summary>Whose membership that is; for the staff alone.</summary>
    [Id(2)] public required PatientId Patient { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)] public required ThreadStatus Status { get; init; }

    /// <summary>When it was asked.</summary>
    [Id(4)] public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Its posts, the question first.</summary>
    [Id(5)] public required ImmutableArray<ThreadPost> Posts { get; init; }
}

/// <summary>A post in a thread.</summary>
[GenerateSerializer, Immutable, Alias("consult.ThreadPost")]
public sealed record ThreadPost
{
    /// <summary>Number of its first event.</summary>
    [Id(0)] public required long Seq { get; init; }

    /// <summary>What it is.</summary>
    [Id(1)] public required PostKind Kind { get; init; }

    /// <summary>The member who wrote it; null for an answer.</summary>
    [Id(2)] public MembershipId? Membership { get; init; }

    /// <summary>Number of the post in the membership's feed; null for an answer.</summary>
    [Id(3)] public long? Post { get; init; }

    /// <summary>Number of the event that holds its text.</summary>
    [Id(4)] public required long TextSeq { get; init; }

    /// <summary>How many members found it helpful.</summary>
    [Id(5)] public int Helpful { get; init; }

    /// <summary>Whether it was hidden.</summary>
    [Id(6)] public bool IsHidden { get; init; }

    /// <summary>Whether it was proposed to be featured; what became of that, the featured answer knows.</summary>
    [Id(7)] public bool IsFeatured { get; init; }
}
