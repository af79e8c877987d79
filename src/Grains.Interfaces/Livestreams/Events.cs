using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>A livestream was scheduled.</summary>
[EventType("livestream.scheduled")]
public sealed record LivestreamScheduled : EventBody
{
    /// <summary>The doctor who hosts it.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The doctor's published name.</summary>
    public required string Name { get; init; }

    /// <summary>The doctor's department.</summary>
    public required string Department { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    public required string Introduction { get; init; }

    /// <summary>When it is to begin.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Begun by this moment, or it is over.</summary>
    public required DateTimeOffset StartBy { get; init; }
}

/// <summary>What was announced has changed.</summary>
[EventType("livestream.changed")]
public sealed record LivestreamChanged(
    string Title, string Introduction, DateTimeOffset StartsAt, DateTimeOffset StartBy) : EventBody;

/// <summary>The livestream is live.</summary>
/// <param name="EndsAt">When it ends by itself.</param>
[EventType("livestream.started")]
public sealed record LivestreamStarted(DateTimeOffset EndsAt) : EventBody;

/// <summary>The livestream is over; what was said can be read as a replay.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Figures">What it came to.</param>
[EventType("livestream.ended")]
public sealed record LivestreamEnded(LivestreamEnd Cause, LivestreamFigures Figures) : EventBody;

/// <summary>Why it was stopped; for the staff.</summary>
[EventType("livestream.stopped")]
public sealed record LivestreamStopped(PrivateText Reason) : EventBody;

/// <summary>A doctor was invited to host with the host; for the staff.</summary>
[EventType("livestream.cohost.invited")]
public sealed record CoHostInvited(DoctorId Doctor, AccountId Account, string Name) : EventBody;

/// <summary>A doctor hosts with the host.</summary>
[EventType("livestream.cohost.joined")]
public sealed record CoHostJoined(DoctorId Doctor, AccountId Account, string Name) : EventBody;

/// <summary>A co-host, or who was invited, no longer is.</summary>
[EventType("livestream.cohost.removed")]
public sealed record CoHostRemoved(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>An account moderates; for the staff.</summary>
[EventType("livestream.moderator.added")]
public sealed record ModeratorAdded(AccountId Account) : EventBody;

/// <summary>An account no longer moderates; for the staff.</summary>
[EventType("livestream.moderator.removed")]
public sealed record ModeratorRemoved(AccountId Account) : EventBody;

/// <summary>How many watched and liked so far. Written once a minute at most.</summary>
[EventType("livestream.counted")]
public sealed record LivestreamCounted(LivestreamFigures Figures) : EventBody;
