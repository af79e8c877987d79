using Consult.Feeds;
using Consult.Prescriptions;
using Orleans;

namespace Consult.Consultations;

/// <summary>
/// Attaches the document of an earlier diagnosis to a revisit (互联网诊疗管理办法). By the patient's side; can be
/// replaced until the doctor confirms the revisit on it.
/// </summary>
/// <param name="Document">An attachment of this consultation.</param>
[GenerateSerializer, Immutable, Alias("consult.AttachPriorDiagnosis")]
public sealed record AttachPriorDiagnosis([property: Id(0)] AttachmentId Document) : Command;

/// <summary>
/// Records that it is a revisit (符合复诊): the document shows the same, earlier diagnosed disease. By the doctor.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.ConfirmRevisit")]
public sealed record ConfirmRevisit : Command;

/// <summary>Records the diagnosis, or corrects it. By the doctor, after the revisit was confirmed.</summary>
/// <param name="Code">In the form of ICD-10, such as <c>I10</c>, <c>E11.9</c> or <c>E11.900</c>.</param>
/// <param name="Text">In words, 1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.RecordDiagnosis")]
public sealed record RecordDiagnosis(
    [property: Id(0)] PrivateText Code,
    [property: Id(1)] PrivateText Text) : Command;

/// <summary>
/// Admits a signed prescription. Sent by the prescription while it is signed, in the doctor's name; never taken from a
/// client, who could make the signature up.
/// </summary>
/// <param name="Prescription">Which.</param>
/// <param name="Revision">Which content of it was signed.</param>
/// <param name="ReservedUntil">When the signature lapses; not later than now: <see cref="Codes.ReservationExpired"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.AdmitPrescription")]
public sealed record AdmitPrescription(
    [property: Id(0)] PrescriptionId Prescription,
    [property: Id(1)] long Revision,
    [property: Id(2)] DateTimeOffset ReservedUntil) : Command;

/// <summary>What has become of an admitted prescription. Sent by the prescription.</summary>
/// <param name="Prescription">Which.</param>
/// <param name="Revision">Which content of it; a note on another than the admitted one changes nothing.</param>
/// <param name="Status">Where it stands now.</param>
[GenerateSerializer, Immutable, Alias("consult.NotePrescription")]
public sealed record NotePrescription(
    [property: Id(0)] PrescriptionId Prescription,
    [property: Id(1)] long Revision,
    [property: Id(2)] PrescriptionStatus Status) : Command;
