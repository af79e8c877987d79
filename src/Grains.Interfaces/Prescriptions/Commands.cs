using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Prescriptions;

/// <summary>
/// Drafts a prescription in a revisit that allows one (互联网诊疗管理办法: a documented earlier diagnosis, the doctor's
/// confirmation that it is a revisit, a diagnosis). By the consultation's doctor.
/// </summary>
/// <param name="Consultation">The revisit.</param>
/// <param name="Content">What is prescribed; checked as when it is signed, but for the patient's age.</param>
[GenerateSerializer, Immutable, Alias("consult.DraftPrescription")]
public sealed record DraftPrescription(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] PrescriptionContent Content) : Command;

/// <summary>Replaces the content of a draft. By the doctor, until it is signed.</summary>
[GenerateSerializer, Immutable, Alias("consult.RevisePrescription")]
public sealed record RevisePrescription([property: Id(0)] PrescriptionContent Content) : Command;

/// <summary>
/// Signs the draft: by the doctor, with a valid licence and a recent proof of identity. The prescription gives its
/// signature, the consultation decides whether it admits it, and only then is it signed. Repeated under the same id it
/// walks the same steps to the same answer; after <see cref="Codes.ReservationExpired"/> sign again under a new id.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.SignPrescription")]
public sealed record SignPrescription : Command;

/// <summary>The consultation admitted the signature. Sent by the consultation; nothing happens when it is known already.</summary>
/// <param name="Revision">Which content was signed: the number of the event that wrote it.</param>
[GenerateSerializer, Immutable, Alias("consult.ConfirmSignature")]
public sealed record ConfirmSignature([property: Id(0)] long Revision) : Command;

/// <summary>The consultation did not admit the signature; the draft can be changed again. Sent by the prescription's shell.</summary>
/// <param name="Revision">Which content was to be signed.</param>
[GenerateSerializer, Immutable, Alias("consult.ReleaseSignature")]
public sealed record ReleaseSignature([property: Id(0)] long Revision) : Command;

/// <summary>
/// Takes the prescription out of the queue in order to review it. By a <see cref="Role.Pharmacist"/> who is neither
/// the prescribing doctor nor acts for the patient. Who does not decide in time loses it again.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.ClaimReview")]
public sealed record ClaimReview : Command;

/// <summary>Approves the prescription, which makes it valid (互联网诊疗监管细则 2022). By the pharmacist who claimed it.</summary>
[GenerateSerializer, Immutable, Alias("consult.ApprovePrescription")]
public sealed record ApprovePrescription : Command;

/// <summary>Returns the prescription to the doctor, for good; the doctor drafts another one. By the pharmacist who claimed it.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.ReturnPrescription")]
public sealed record ReturnPrescription([property: Id(0)] PrivateText Reason) : Command;

/// <summary>
/// Lets the prescription be valid for more than the day on which it was signed, once (处方管理办法 art. 18). By the doctor.
/// </summary>
/// <param name="Days">For how many days in all, the day of the signature included: 2–3.</param>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.ExtendValidity")]
public sealed record ExtendValidity(
    [property: Id(0)] int Days,
    [property: Id(1)] PrivateText Reason) : Command;

/// <summary>Takes a signed prescription back before anything was dispensed. By the doctor.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.WithdrawPrescription")]
public sealed record WithdrawPrescription([property: Id(0)] PrivateText Reason) : Command;

/// <summary>Records what was dispensed, once. By a <see cref="Role.Pharmacist"/> or <see cref="Role.Operator"/>.</summary>
/// <param name="Items">Drugs of the prescription, each at most once.</param>
[GenerateSerializer, Immutable, Alias("consult.DispensePrescription")]
public sealed record DispensePrescription([property: Id(0)] ImmutableArray<DispensedItem> Items) : Command;
