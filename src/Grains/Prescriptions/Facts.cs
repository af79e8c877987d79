using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Prescriptions;

// Wishes with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the shell
// can make the facts up.

/// <summary>A draft with what the consultation says of it.</summary>
internal sealed record OpenDraft(DraftPrescription Wish, PrescribingFacts Consultation) : Command;

/// <summary>The doctor's signature with what is known of doctor and patient at that moment.</summary>
internal sealed record GiveSignature(OfferingFacts Doctor, PatientStanding Patient) : Command;

/// <summary>The signature takes effect, as the consultation has just admitted it.</summary>
internal sealed record CompleteSignature(long Revision) : Command;

/// <summary>A pharmacist's step with who acts for the patient at that moment.</summary>
internal sealed record TakeReview(Command Wish, PatientStanding Patient) : Command;
