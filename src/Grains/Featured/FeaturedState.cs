using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;

namespace Consult.Featured;

/// <summary>What a featured answer has become; its texts are there only while they may be shown.</summary>
internal sealed record FeaturedState
{
    public bool Exists { get; init; }

    public FeaturedId Answer { get; init; }

    public FeaturedStatus Status { get; init; }

    public GroupId Group { get; init; }

    public ThreadId Thread { get; init; }

    public long Post { get; init; }

    public PatientId Patient { get; init; }

    public DoctorId Doctor { get; init; }

    public AccountId DoctorAccount { get; init; }

    public string Department { get; init; } = "";

    public PrivateText Question { get; init; }

    public PrivateText Text { get; init; }

    /// <summary>Number of the event that holds the texts.</summary>
    public long TextSeq { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public bool IsOver => Status is not (FeaturedStatus.Proposed or FeaturedStatus.Published);
}
