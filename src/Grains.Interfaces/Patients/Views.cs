using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Patients;

/// <summary>A patient, for those who act for the patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.PatientView")]
public sealed record PatientView
{
    /// <summary>The patient.</summary>
    [Id(0)] public required PatientId Patient { get; init; }

    /// <summary>Full name.</summary>
    [Id(1)] public required PrivateText Name { get; init; }

    /// <summary>Date of birth as <c>yyyy-MM-dd</c>.</summary>
    [Id(2)] public required PrivateText BirthDate { get; init; }

    /// <summary>Whether the real name is verified.</summary>
    [Id(3)] public required bool IsVerified { get; init; }

    /// <summary>Consents in force.</summary>
    [Id(4)] public required ImmutableArray<Consent> Consents { get; init; }

    /// <summary>Who acts for the patient.</summary>
    [Id(5)] public required ImmutableArray<ActingAccount> Relations { get; init; }

    /// <summary>Notes in <see cref="Inbox"/> that nobody has read.</summary>
    [Id(6)] public required int Unread { get; init; }

    /// <summary>The latest notes, oldest first; older ones are in the feed.</summary>
    [Id(7)] public required ImmutableArray<InboxNote> Inbox { get; init; }
}

/// <summary>A consent in force.</summary>
[GenerateSerializer, Immutable, Alias("consult.Consent")]
public sealed record Consent(
    [property: Id(0)] ConsentPurpose Purpose,
    [property: Id(1)] string TextVersion,
    [property: Id(2)] string Channel,
    [property: Id(3)] DateTimeOffset GrantedAt,
    [property: Id(4)] AccountId GrantedBy);

/// <summary>An account that acts for the patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.ActingAccount")]
public sealed record ActingAccount(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] Relation Relation);

/// <summary>A note in a patient's inbox.</summary>
/// <param name="Seq">Number of its event in the patient's feed.</param>
/// <param name="About">What it is about.</param>
/// <param name="Kind">What happened there, as in <c>consultation.accepted</c>.</param>
/// <param name="At">When it came.</param>
[GenerateSerializer, Immutable, Alias("consult.InboxNote")]
public sealed record InboxNote(
    [property: Id(0)] long Seq,
    [property: Id(1)] FeedId About,
    [property: Id(2)] string Kind,
    [property: Id(3)] DateTimeOffset At);

/// <summary>What another actor must know of a patient before it opens something for the patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.PatientStanding")]
public sealed record PatientStanding
{
    /// <summary>Whether the patient is registered.</summary>
    [Id(0)] public required bool Exists { get; init; }

    /// <summary>Whether the real name is verified.</summary>
    [Id(1)] public required bool IsVerified { get; init; }

    /// <summary>Purposes with a consent in force.</summary>
    [Id(2)] public required ImmutableArray<ConsentPurpose> Consents { get; init; }

    /// <summary>Age in whole years; null when the date of birth is not known.</summary>
    [Id(3)] public required int? Age { get; init; }

    /// <summary>Accounts that act for the patient.</summary>
    [Id(4)] public required ImmutableArray<AccountId> Accounts { get; init; }

    /// <summary>Whether a doctor has ever accepted a consultation of the patient.</summary>
    [Id(5)] public bool HasOrdered { get; init; }
}
