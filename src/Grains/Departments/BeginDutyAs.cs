using Consult.Doctors;
using Consult.Feeds;

namespace Consult.Departments;

/// <summary>A wish to go on duty with the facts it rests on. It never crosses a boundary, so nobody can make them up.</summary>
internal sealed record BeginDutyAs(DoctorId Doctor, DutyFacts Facts) : Command;
