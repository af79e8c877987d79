namespace Consult.Tools.Replay.Courses;

/// <summary>Of a chosen doctor, in writing (图文问诊).</summary>
internal sealed class DirectedCourse(Visit visit) : Course(visit);
