using Consult.Feeds;
using Orleans;

namespace Consult.Livestreams;

/// <summary>Schedules a livestream. By a doctor whose licence is verified.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Schedule")]
public sealed record ScheduleLivestream : Command
{
    /// <summary>The doctor who hosts it.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>What it is called, 1–60 characters. Published, as is all of this.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>What it is about, at most 1,000 characters.</summary>
    [Id(2)] public required string Introduction { get; init; }

    /// <summary>When it is to begin, at most 90 days ahead.</summary>
    [Id(3)] public required DateTimeOffset StartsAt { get; init; }
}

/// <summary>Changes what was announced, as in <see cref="ScheduleLivestream"/>. By the host, before it begins.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Change")]
public sealed record ChangeLivestream(
    [property: Id(0)] string Title,
    [property: Id(1)] string Introduction,
    [property: Id(2)] DateTimeOffset StartsAt) : Command;

/// <summary>Goes live. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Start")]
public sealed record StartLivestream : Command;

/// <summary>Ends the livestream, or calls it off before it began. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.End")]
public sealed record EndLivestream : Command;

/// <summary>Stops the livestream at once. By the operator, or by the host.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Stop")]
public sealed record StopLivestream([property: Id(0)] PrivateText Reason) : Command;

/// <summary>Invites a doctor, whose licence is verified, to host with the host. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.InviteCoHost")]
public sealed record InviteCoHost([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Accepts such an invitation. By the doctor who was invited.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.JoinAsCoHost")]
public sealed record JoinAsCoHost([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Takes an invitation back, or ends the part of a co-host. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.RemoveCoHost")]
public sealed record RemoveCoHost([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>Lets an account moderate; it signs in as an assistant. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.AddModerator")]
public sealed record AddModerator([property: Id(0)] AccountId Account) : Command;

/// <summary>Ends that. By the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.RemoveModerator")]
public sealed record RemoveModerator([property: Id(0)] AccountId Account) : Command;

/// <summary>Figures as the shell has counted them. Sent by the livestream's shell to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.NoteFigures")]
public sealed record NoteFigures([property: Id(0)] LivestreamFigures Figures) : Command;
