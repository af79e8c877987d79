using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Memberships;

namespace Consult.Threads;

/// <summary>What a thread has become; its texts are in the log alone.</summary>
internal sealed record GroupThreadState
{
    public bool Exists { get; init; }

    public ThreadId Thread { get; init; }

    public MembershipId Asker { get; init; }

    public PatientId Patient { get; init; }

    public ThreadStatus Status { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When somebody last wrote or marked something.</summary>
    public DateTimeOffset ActiveAt { get; init; }

    public ImmutableArray<ThreadPost> Posts { get; init; } = [];

    public ThreadPost? Find(long seq) => Posts.FirstOrDefault(post => post.Seq == seq);

    public int Count(PostKind kind) => Posts.Count(post => post.Kind == kind);
}
