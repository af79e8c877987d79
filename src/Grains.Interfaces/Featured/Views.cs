using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;
using Orleans;

namespace Consult.Featured;

/// <summary>Where a featured answer stands.</summary>
public enum FeaturedStatus
{
    /// <summary>Who asked has not decided yet.</summary>
    Proposed,

    /// <summary>Everybody may read it.</summary>
    Published,

    /// <summary>Who asked did not consent.</summary>
    Declined,

    /// <summary>Who asked withdrew the consent.</summary>
    Withdrawn,

    /// <summary>The doctor or an operator took it back.</summary>
    Retracted,
}

/// <summary>A featured answer.</summary>
[GenerateSerializer, Immutable, Alias("consult.FeaturedView")]
public sealed record FeaturedView
{
    /// <summary>Which.</summary>
    [Id(0)] public required FeaturedId Answer { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required FeaturedStatus Status { get; init; }

    /// <summary>The group.</summary>
    [Id(2)] public required GroupId Group { get; init; }

    /// <summary>The thread.</summary>
    [Id(3)] public required ThreadId Thread { get; init; }

    /// <summary>The group's department.</summary>
    [Id(4)] public required string Department { get; init; }

    /// <summary>Who leads the group.</summary>
    [Id(5)] public required DoctorId Doctor { get; init; }

    /// <summary>The question; gone when it is not published any more.</summary>
    [Id(6)] public required PrivateText Question { get; init; }

    /// <summary>The answer; gone when it is not published any more.</summary>
    [Id(7)] public required PrivateText Text { get; init; }

    /// <summary>When it was published.</summary>
    [Id(8)] public DateTimeOffset? PublishedAt { get; init; }
}
