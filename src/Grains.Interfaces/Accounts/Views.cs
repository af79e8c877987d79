using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Accounts;

/// <summary>An account: in which roles it may act, and for whom.</summary>
[GenerateSerializer, Immutable, Alias("consult.AccountView")]
public sealed record AccountView
{
    /// <summary>The account.</summary>
    [Id(0)] public required AccountId Account { get; init; }

    /// <summary>The roles it has opened, in the order of <see cref="Role"/>.</summary>
    [Id(1)] public required ImmutableArray<Role> Roles { get; init; }

    /// <summary>
    /// The patients it acts for, oldest relation first. A list for the screen: what the account may do is decided by
    /// the patient's own access rows.
    /// </summary>
    [Id(2)] public required ImmutableArray<ActsFor> Patients { get; init; }
}

/// <summary>A patient for whom an account acts.</summary>
[GenerateSerializer, Immutable, Alias("consult.ActsFor")]
public sealed record ActsFor(
    [property: Id(0)] PatientId Patient,
    [property: Id(1)] Relation Relation);

/// <summary>A member of the staff.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">The name that an operator recorded.</param>
[GenerateSerializer, Immutable, Alias("consult.StaffView")]
public sealed record StaffView(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] string Name);

/// <summary>An account's line.</summary>
/// <param name="Call">The call that holds it; null when it is free.</param>
[GenerateSerializer, Immutable, Alias("consult.LineView")]
public sealed record LineView([property: Id(0)] CallId? Call);
