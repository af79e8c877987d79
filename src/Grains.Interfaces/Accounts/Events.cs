using Consult.Feeds;

namespace Consult.Accounts;

/// <summary>Somebody signed in for the first time in a role.</summary>
/// <param name="Account">The account itself.</param>
/// <param name="Role">The role it may act in from now on.</param>
[EventType("account.opened")]
public sealed record AccountOpened(AccountId Account, Role Role) : EventBody;

/// <summary>An operator recorded the name of a member of the staff, or another one than before.</summary>
/// <param name="Name">The name that others read.</param>
[EventType("staff.named")]
public sealed record StaffNamed(string Name) : EventBody;

/// <summary>The account acts for a patient, or does so under another relation than before.</summary>
[EventType("account.relation.noted")]
public sealed record AccountRelationNoted(PatientId Patient, Relation Relation) : EventBody;

/// <summary>The account no longer acts for a patient.</summary>
[EventType("account.relation.ended")]
public sealed record AccountRelationEnded(PatientId Patient) : EventBody;

/// <summary>A call holds the account's line.</summary>
/// <param name="Call">The call.</param>
/// <param name="Until">When the line is free again by itself.</param>
[EventType("line.held")]
public sealed record LineHeld(CallId Call, DateTimeOffset Until) : EventBody;

/// <summary>The call gave the line back.</summary>
[EventType("line.released")]
public sealed record LineReleased(CallId Call) : EventBody;

/// <summary>An upload took one of the account's places.</summary>
/// <param name="Attachment">The upload.</param>
/// <param name="Until">When the place is free again by itself.</param>
[EventType("account.upload.begun")]
public sealed record AccountUploadBegun(AttachmentId Attachment, DateTimeOffset Until) : EventBody;

/// <summary>The upload's place is free again.</summary>
[EventType("account.upload.ended")]
public sealed record AccountUploadEnded(AttachmentId Attachment) : EventBody;
