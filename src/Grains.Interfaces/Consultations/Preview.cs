using Consult.Departments;
using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>
/// Records that a doctor on duty looks at the complaint, before it is shown: only while the consultation waits in the
/// department's pool. By a doctor who is on duty there.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.PreviewComplaint")]
public sealed record PreviewComplaint([property: Id(0)] DepartmentId Department) : Command;

/// <summary>A doctor on duty looked at the complaint of a waiting consultation.</summary>
[EventType("complaint.previewed")]
public sealed record ComplaintPreviewed : EventBody;
