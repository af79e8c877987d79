using Consult.Departments;
using Consult.Time;
using Microsoft.Extensions.Options;

namespace Consult.Api.Resources;

/// <summary>When quick consultations are open, for those who come too late.</summary>
internal sealed class QuickHours(IOptions<DepartmentOptions> departments, IOptions<OperatorTime> time, TimeProvider clock)
{
    /// <summary>When they open again; null while they are open.</summary>
    public DateTimeOffset? OpensAt => departments.Value.QuietHours.OpensAt(clock.GetUtcNow(), time.Value);
}
