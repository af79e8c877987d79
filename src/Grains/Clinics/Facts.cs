using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Clinics;

// Commands with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the
// shell can make the facts up.

/// <summary>An announcement, with the doctor's offering.</summary>
internal sealed record AnnounceAs(AnnounceClinic Wish, OfferingFacts Host) : Command;

/// <summary>An invitation, with the offering of who is invited.</summary>
internal sealed record InviteAs(DoctorId Doctor, OfferingFacts Host) : Command;

/// <summary>An acceptance of an invitation, with the offering.</summary>
internal sealed record JoinAs(DoctorId Doctor, OfferingFacts Host) : Command;

/// <summary>A try for a place, with what the patient's actor says.</summary>
internal sealed record TakeAs(TakePlace Wish, PatientStanding Patient) : Command;

/// <summary>The answer to a try that succeeded, as JSON in its value.</summary>
/// <param name="Place">The number of the place.</param>
/// <param name="Line">The position on the reserve list; null for who has a place.</param>
internal sealed record GivenPlace(int Place, int? Line);
