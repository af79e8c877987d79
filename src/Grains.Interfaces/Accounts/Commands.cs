using Consult.Feeds;
using Orleans;

namespace Consult.Accounts;

/// <summary>
/// Opens the account in a role, at the first sign-in in that role. The role must be the one the server signed the
/// sender in with. Accepted without effect when the account is open in the role already.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.OpenAccount")]
public sealed record OpenAccount([property: Id(0)] Role Role) : Command;

/// <summary>
/// Records the name of a member of the staff, or changes it: what stands on a prescription for the pharmacist who reviewed it
/// (处方管理办法 asks for the pharmacist's signature), and wherever people would otherwise read an account's id. Everybody who is
/// signed in may read it. By an <see cref="Role.Operator"/>, also before the first sign-in; refused with
/// <see cref="Codes.NotStaff"/> for an account that is open, and not as pharmacist, assistant or operator.
/// </summary>
/// <param name="Name">Full name, 1–50 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.NameStaff")]
public sealed record NameStaff([property: Id(0)] string Name) : Command;

/// <summary>Notes that the account acts for a patient. Sent by the patient's actor, which owns the relation.</summary>
[GenerateSerializer, Immutable, Alias("consult.NoteRelation")]
public sealed record NoteRelation(
    [property: Id(0)] PatientId Patient,
    [property: Id(1)] Relation Relation) : Command;

/// <summary>Notes that the account no longer acts for a patient. Sent by the patient's actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.EndRelationNote")]
public sealed record EndRelationNote([property: Id(0)] PatientId Patient) : Command;

/// <summary>
/// Holds the account's line for a call, or holds it longer: one person is in one call. Sent by the call's actor. Refused
/// with <see cref="Codes.CallLineBusy"/> while another call holds it.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="Until">When the line is free again by itself.</param>
[GenerateSerializer, Immutable, Alias("consult.HoldLine")]
public sealed record HoldLine(
    [property: Id(0)] CallId Call,
    [property: Id(1)] DateTimeOffset Until) : Command;

/// <summary>Gives the account's line back; without effect when another call holds it. Sent by the call's actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.ReleaseLine")]
public sealed record ReleaseLine([property: Id(0)] CallId Call) : Command;

/// <summary>
/// Takes one of the account's places for unfinished uploads; with none left <see cref="Codes.AttachmentLimit"/>. Sent by
/// the attachment's actor before it begins.
/// </summary>
/// <param name="Attachment">The upload.</param>
/// <param name="Until">When the place is free again by itself.</param>
[GenerateSerializer, Immutable, Alias("consult.TakeUpload")]
public sealed record TakeUpload(
    [property: Id(0)] AttachmentId Attachment,
    [property: Id(1)] DateTimeOffset Until) : Command;

/// <summary>Gives the place of an upload back. Sent by the attachment's actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.EndUpload")]
public sealed record EndUpload([property: Id(0)] AttachmentId Attachment) : Command;
