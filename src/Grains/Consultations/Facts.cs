using System.Collections.Immutable;
using Consult.Attachments;
using Consult.Clinics;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Consultations;

// Commands with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the
// shell can make the facts up.

/// <summary>
/// A request, with the chosen doctor's offering, or with the department's pool or the place in a clinic where any of
/// several doctors takes it.
/// </summary>
internal sealed record OpenConsultation(
    RequestConsultation Request, PatientStanding Patient, OfferingFacts? Offering, PoolFacts? Pool = null, PlaceFacts? Place = null) : Command;

/// <summary>An acceptance out of a pool, with who acts for the patient.</summary>
internal sealed record AcceptFromPool(AcceptReserved Accept, PatientStanding Patient) : Command;

/// <summary>A proposal to hear a doctor, with what that doctor's actor says.</summary>
internal sealed record ProposeInvited(DoctorId Doctor, OfferingFacts Facts) : Command;

/// <summary>A transfer, once the consultation that goes on was requested.</summary>
/// <param name="To">That consultation.</param>
/// <param name="Doctor">Its doctor.</param>
/// <param name="Reader">The account that may read this consultation; null without the patient's consent.</param>
internal sealed record TransferTo(ConsultationId To, DoctorId Doctor, AccountId? Reader) : Command;

/// <summary>A message with attachments, and what their actors say of them.</summary>
/// <param name="Message">The message.</param>
/// <param name="Found">Each attachment as it stands; null for one that does not exist.</param>
internal sealed record PostAttached(PostMessage Message, ImmutableArray<AttachmentView?> Found) : Command;

/// <summary>The document of an earlier diagnosis as its own actor shows it; null when there is none.</summary>
internal sealed record AttachFound(AttachPriorDiagnosis Wish, AttachmentView? Found) : Command;
