using Consult.Feeds;
using Consult.Prescriptions;

namespace Consult.Consultations;

/// <summary>The document of an earlier diagnosis was attached.</summary>
[EventType("revisit.document.attached")]
public sealed record RevisitDocumentAttached(AttachmentId Document) : EventBody;

/// <summary>The doctor recorded that it is a revisit.</summary>
/// <param name="Document">The document on which the doctor did.</param>
[EventType("revisit.confirmed")]
public sealed record RevisitConfirmed(AttachmentId Document) : EventBody;

/// <summary>The doctor recorded a diagnosis, which replaces the one before.</summary>
/// <param name="Code">In the form of ICD-10.</param>
/// <param name="Text">In words.</param>
[EventType("diagnosis.recorded")]
public sealed record DiagnosisRecorded(PrivateText Code, PrivateText Text) : EventBody;

/// <summary>A signed prescription was admitted.</summary>
/// <param name="Prescription">Which.</param>
/// <param name="Revision">Which content of it was signed.</param>
[EventType("prescription.admitted")]
public sealed record PrescriptionAdmitted(PrescriptionId Prescription, long Revision) : EventBody;

/// <summary>The admitted prescription has become valid, or something else.</summary>
/// <param name="Prescription">Which.</param>
/// <param name="Status">Where it stands now.</param>
[EventType("prescription.noted")]
public sealed record PrescriptionNoted(PrescriptionId Prescription, PrescriptionStatus Status) : EventBody;
