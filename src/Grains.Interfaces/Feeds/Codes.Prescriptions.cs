namespace Consult.Feeds;

// Codes of revisits and prescriptions: what the law refuses, each refusal under a code of its own.
public static partial class Codes
{
    /// <summary>Outside a revisit a session is health advice.</summary>
    public const string AdviceOnly = "advice.only";

    /// <summary>No document of an earlier diagnosis is attached.</summary>
    public const string RevisitDocumentMissing = "revisit.document.missing";

    /// <summary>The doctor has not confirmed that it is a revisit.</summary>
    public const string RevisitUnconfirmed = "revisit.unconfirmed";

    /// <summary>The doctor has confirmed the revisit on the document that is there.</summary>
    public const string RevisitConfirmed = "revisit.confirmed";

    /// <summary>The patient has an open revisit with this doctor.</summary>
    public const string RevisitOpen = "revisit.open";

    /// <summary>The diagnosis is not coded in the form of ICD-10.</summary>
    public const string DiagnosisCodeInvalid = "diagnosis.code.invalid";

    /// <summary>No diagnosis is recorded.</summary>
    public const string DiagnosisMissing = "diagnosis.missing";

    /// <summary>The prescription was drafted already.</summary>
    public const string PrescriptionExists = "prescription.exists";

    /// <summary>The doctor has not replied yet.</summary>
    public const string PrescriptionTooEarly = "prescription.too.early";

    /// <summary>Another signed prescription of the consultation is under review or in force.</summary>
    public const string PrescriptionAdmitted = "prescription.admitted";

    /// <summary>A prescription waits for the pharmacist.</summary>
    public const string PrescriptionPending = "prescription.pending";

    /// <summary>It is being signed.</summary>
    public const string PrescriptionSigning = "prescription.signing";

    /// <summary>It is signed and cannot be changed.</summary>
    public const string PrescriptionFixed = "prescription.fixed";

    /// <summary>It has been returned, withdrawn, dispensed, or has lapsed.</summary>
    public const string PrescriptionClosed = "prescription.closed";

    /// <summary>It is not signed and approved.</summary>
    public const string PrescriptionNotValid = "prescription.not.valid";

    /// <summary>It has more drugs than one prescription may have.</summary>
    public const string PrescriptionTooMany = "prescription.too.many";

    /// <summary>The signature lapsed before it took effect.</summary>
    public const string SignatureLapsed = "signature.lapsed";

    /// <summary>The formulary has no such drug.</summary>
    public const string DrugUnknown = "drug.unknown";

    /// <summary>Narcotic and psychotropic drugs are never prescribed online.</summary>
    public const string DrugControlled = "drug.controlled";

    /// <summary>The drug is not for long-term prescriptions.</summary>
    public const string DrugShortTerm = "drug.short.term";

    /// <summary>The drug is not listed for children.</summary>
    public const string DrugNotPaediatric = "drug.not.paediatric";

    /// <summary>The supply is longer than allowed.</summary>
    public const string SupplyTooLong = "supply.too.long";

    /// <summary>So long a supply needs a recorded assessment.</summary>
    public const string AssessmentRequired = "assessment.required";

    /// <summary>The packs do not agree with dose, frequency and days.</summary>
    public const string QuantityMismatch = "quantity.mismatch";

    /// <summary>For a child under 6 a guardian and the relevant specialist must be recorded as present.</summary>
    public const string ChildPresenceRequired = "child.presence.required";

    /// <summary>The prescription does not wait for a review.</summary>
    public const string ReviewAbsent = "review.absent";

    /// <summary>Another pharmacist reviews it.</summary>
    public const string ReviewTaken = "review.taken";

    /// <summary>Who prescribed it, or acts for the patient, cannot review it.</summary>
    public const string ReviewPartial = "review.partial";

    /// <summary>The validity was extended already.</summary>
    public const string ValidityExtended = "validity.extended";

    /// <summary>What was dispensed is not what was prescribed.</summary>
    public const string DispenseMismatch = "dispense.mismatch";

    private static CodeInfo[] OfPrescriptions() =>
    [
        new(AdviceOnly, 409, false, "Only a revisit holds a diagnosis and a prescription; this session is health advice."),
        new(RevisitDocumentMissing, 409, false, "A document of the earlier diagnosis must be attached first."),
        new(RevisitUnconfirmed, 409, false, "The doctor must first confirm that it is a revisit."),
        new(RevisitConfirmed, 409, false, "The doctor has confirmed the revisit on the document that is there; it cannot be replaced."),
        new(RevisitOpen, 409, false, "The patient already has an open revisit with this doctor."),
        new(DiagnosisCodeInvalid, 400, false, "Code the diagnosis in the form of ICD-10, such as I10 or E11.9."),
        new(DiagnosisMissing, 409, false, "Record the diagnosis before you prescribe."),
        new(PrescriptionExists, 409, false, "The prescription was drafted already."),
        new(PrescriptionTooEarly, 409, false, "Reply to the patient before you prescribe."),
        new(PrescriptionAdmitted, 409, false, "A signed prescription of this consultation is under review or in force."),
        new(PrescriptionPending, 409, false, "A prescription of this consultation waits for the pharmacist."),
        new(PrescriptionSigning, 409, false, "The prescription is being signed. Wait a moment."),
        new(PrescriptionFixed, 409, false, "The prescription is signed and cannot be changed."),
        new(PrescriptionClosed, 409, false, "The prescription has been returned, withdrawn or dispensed, or has lapsed."),
        new(PrescriptionNotValid, 409, false, "Only a prescription that is signed and approved is valid."),
        new(PrescriptionTooMany, 409, false, "A prescription has at most five drugs."),
        new(SignatureLapsed, 409, false, "The signature lapsed before it took effect. Sign again."),
        new(DrugUnknown, 409, false, "The formulary has no drug of that code."),
        new(DrugControlled, 409, false, "Narcotic and psychotropic drugs are not prescribed online."),
        new(DrugShortTerm, 409, false, "This drug is not for long-term prescriptions; 7 days at most."),
        new(DrugNotPaediatric, 409, false, "This drug is not listed for young children."),
        new(SupplyTooLong, 409, false, "A supply lasts at most 7 days, for a chronic disease 4 weeks, with a recorded assessment 12."),
        new(AssessmentRequired, 409, false, "More than 4 weeks need a recorded assessment that the patient is stable."),
        new(QuantityMismatch, 409, false, "The packs must be dose × frequency × days, rounded up to whole packs."),
        new(ChildPresenceRequired, 409, false, "For a child under 6, or of unknown age, record the guardian and the relevant specialist who are present."),
        new(ReviewAbsent, 409, false, "The prescription does not wait for a review, or your claim has lapsed."),
        new(ReviewTaken, 409, false, "Another pharmacist reviews the prescription."),
        new(ReviewPartial, 403, false, "Who prescribed it, or acts for the patient, cannot review a prescription."),
        new(ValidityExtended, 409, false, "The validity was extended already."),
        new(DispenseMismatch, 409, false, "Dispense drugs of the prescription, each once and not more packs than prescribed."),
    ];
}
