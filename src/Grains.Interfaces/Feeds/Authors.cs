using Orleans;

namespace Consult.Feeds;

/// <summary>
/// The capacity in which somebody acts. Set on the server from the sign-in, never taken from what a client sends
/// (互联网诊疗监管细则 2022, art. 13, 21: automatic text never carries a doctor's authorship).
/// </summary>
public enum Role
{
    /// <summary>No person: deadlines, reactions, automatic text.</summary>
    System,

    /// <summary>A patient, or someone who acts for one.</summary>
    Patient,

    /// <summary>A doctor.</summary>
    Doctor,

    /// <summary>A pharmacist who reviews prescriptions.</summary>
    Pharmacist,

    /// <summary>A person who assists a doctor.</summary>
    Assistant,

    /// <summary>The operator's staff.</summary>
    Operator,

    /// <summary>
    /// Somebody in the public of a room that is open to all, whatever they signed in as. Others of the public do not learn
    /// who wrote what a viewer wrote.
    /// </summary>
    Viewer,

    /// <summary>
    /// Nobody: the row of an account that is shut out of what its sign-in alone would let it see. It reads and posts nothing.
    /// </summary>
    Barred,
}

/// <summary>Why an account may act for a patient.</summary>
public enum Relation
{
    /// <summary>The account's holder is the patient.</summary>
    Self,

    /// <summary>Parent or legal guardian.</summary>
    Guardian,

    /// <summary>Somebody the patient entrusts with it.</summary>
    Carer,
}

/// <summary>Who wrote an event: the account, in which role, and for which patient.</summary>
[GenerateSerializer, Immutable, Alias("consult.Author")]
public sealed record Author(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] Role Role,
    [property: Id(2)] PatientId? For)
{
    /// <summary>The author of what no person did.</summary>
    public static readonly Author System = new(AccountId.System, Role.System, null);
}

/// <summary>Who sends a command, as the server knows it.</summary>
[GenerateSerializer, Immutable, Alias("consult.Caller")]
public sealed record Caller
{
    /// <summary>The account that signed in.</summary>
    [Id(0)] public required AccountId Account { get; init; }

    /// <summary>The role in which it acts here.</summary>
    [Id(1)] public required Role Role { get; init; }

    /// <summary>The patient it acts for; null for staff.</summary>
    [Id(2)] public PatientId? For { get; init; }

    /// <summary>Why it may act for <see cref="For"/>.</summary>
    [Id(3)] public Relation? Relation { get; init; }

    /// <summary>When the person last proved who they are; receptions ask for a recent proof.</summary>
    [Id(4)] public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>What no person sends: deadlines and reactions.</summary>
    public static readonly Caller System = new() { Account = AccountId.System, Role = Role.System };

    /// <summary>How this caller is named in the envelope.</summary>
    public Author ToAuthor() => new(Account, Role, For);
}
