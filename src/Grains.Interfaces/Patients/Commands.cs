using Consult.Feeds;
using Orleans;

namespace Consult.Patients;

/// <summary>
/// Registers the patient. The sender becomes the first who acts for the patient, as <see cref="Relation.Self"/> or
/// <see cref="Relation.Guardian"/>. Refused with <see cref="Codes.PatientExists"/> when registered already.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.RegisterPatient")]
public sealed record RegisterPatient : Command
{
    /// <summary>Full name, 1–50 characters.</summary>
    [Id(0)] public required PrivateText Name { get; init; }

    /// <summary>Number of the identity document, at most 40 characters; left out when there is none yet.</summary>
    [Id(1)] public PrivateText IdNumber { get; init; }

    /// <summary>Date of birth as <c>yyyy-MM-dd</c>, not in the future.</summary>
    [Id(2)] public required PrivateText BirthDate { get; init; }

    /// <summary>What the sender is to the patient.</summary>
    [Id(3)] public required Relation Relation { get; init; }
}

/// <summary>
/// Records that the patient's real name is verified. By <see cref="Role.Operator"/>
/// (互联网诊疗监管细则 2022: patients consult under their real name).
/// </summary>
/// <param name="Method">How it was verified, 1–100 characters, as in <c>police-database</c>.</param>
[GenerateSerializer, Immutable, Alias("consult.VerifyRealName")]
public sealed record VerifyRealName([property: Id(0)] string Method) : Command;

/// <summary>Records that the real name could not be verified, or withdraws a verification. By <see cref="Role.Operator"/>.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.RejectRealName")]
public sealed record RejectRealName([property: Id(0)] PrivateText Reason) : Command;

/// <summary>
/// Lets another account act for the patient, or changes its relation. By an account related as
/// <see cref="Relation.Self"/> or <see cref="Relation.Guardian"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.GrantRelation")]
public sealed record GrantRelation(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] Relation Relation) : Command;

/// <summary>
/// Ends a relation: one's own, or as <see cref="Relation.Self"/> or <see cref="Relation.Guardian"/> anybody's. The
/// last of those two stays: <see cref="Codes.RelationLast"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.EndRelation")]
public sealed record EndRelation([property: Id(0)] AccountId Account) : Command;

/// <summary>
/// Gives consent for one purpose (个人信息保护法 art. 23, 25, 29: separately per purpose; art. 31: for a child under
/// 14 by a guardian, else <see cref="Codes.ConsentGuardianRequired"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.GrantConsent")]
public sealed record GrantConsent : Command
{
    /// <summary>What for.</summary>
    [Id(0)] public required ConsentPurpose Purpose { get; init; }

    /// <summary>Version of the text that was shown, 1–40 characters.</summary>
    [Id(1)] public required string TextVersion { get; init; }

    /// <summary>Where it was given, 1–40 characters, as in <c>web</c>.</summary>
    [Id(2)] public required string Channel { get; init; }
}

/// <summary>Withdraws consent; accepted without effect when there is none (个人信息保护法 art. 15).</summary>
[GenerateSerializer, Immutable, Alias("consult.WithdrawConsent")]
public sealed record WithdrawConsent([property: Id(0)] ConsentPurpose Purpose) : Command;

/// <summary>Puts a note in the patient's inbox. Sent by other actors only.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Kind">What happened there: the name of an event type, as in <c>consultation.accepted</c>.</param>
[GenerateSerializer, Immutable, Alias("consult.NoteInbox")]
public sealed record NoteInbox(
    [property: Id(0)] FeedId About,
    [property: Id(1)] string Kind) : Command;

/// <summary>
/// Uses the patient's satisfaction guarantee (满意度保障) for a consultation: once; for another one
/// <see cref="Codes.GuaranteeUsed"/>. A step of the consultation's <c>ClaimGuarantee</c>, with the patient's side as sender.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.UseGuarantee")]
public sealed record UseGuarantee([property: Id(0)] ConsultationId Consultation) : Command;

/// <summary>Gives the guarantee back, because the consultation refused the claim. Sent as <see cref="UseGuarantee"/> is.</summary>
[GenerateSerializer, Immutable, Alias("consult.ReturnGuarantee")]
public sealed record ReturnGuarantee([property: Id(0)] ConsultationId Consultation) : Command;

/// <summary>Marks the inbox as read up to and including the note of that number.</summary>
/// <param name="Seq">Number of the <c>inbox.noted</c> event.</param>
[GenerateSerializer, Immutable, Alias("consult.MarkInboxRead")]
public sealed record MarkInboxRead([property: Id(0)] long Seq) : Command;
