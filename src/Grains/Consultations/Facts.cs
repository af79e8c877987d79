using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Consultations;

// Commands with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the
// shell can make the facts up.

/// <summary>A request; of a kind that any doctor takes there is no offering.</summary>
internal sealed record OpenConsultation(RequestConsultation Request, PatientStanding Patient, OfferingFacts? Offering) : Command;

/// <summary>A proposal to hear a doctor, with what that doctor's actor says.</summary>
internal sealed record ProposeInvited(DoctorId Doctor, OfferingFacts Facts) : Command;

/// <summary>A transfer, once the consultation that goes on was requested.</summary>
/// <param name="To">That consultation.</param>
/// <param name="Doctor">Its doctor.</param>
/// <param name="Reader">The account that may read this consultation; null without the patient's consent.</param>
internal sealed record TransferTo(ConsultationId To, DoctorId Doctor, AccountId? Reader) : Command;
