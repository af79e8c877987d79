using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Consultations;

/// <summary>
/// A request with the facts it rests on, as the shell gathered them. It never crosses a boundary, so nobody but the
/// shell can make the facts up.
/// </summary>
internal sealed record OpenConsultation(RequestConsultation Request, PatientStanding Patient, OfferingFacts Offering) : Command;
