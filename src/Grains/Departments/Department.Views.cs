using Consult.Feeds;

namespace Consult.Departments;

// How a department shows to those who ask.
internal sealed partial class Department
{
    private const int MaxShown = 100;
    private static readonly TimeSpan PaceWindow = TimeSpan.FromMinutes(30);

    public static DepartmentView? ViewOf(DepartmentId department, DepartmentState state, DateTimeOffset? opensAt) => state.Name is null ? null : new()
    {
        Department = department,
        Name = state.Name,
        Waiting = state.Pool.Count,
        OnDuty = state.Duties.Length,
        OpensAt = opensAt,
        OldestSince = state.Pool.Oldest?.RequestedAt,
        Overdue = state.Pool.OverdueCount,
    };

    public static PoolView? PoolOf(DepartmentState state) => state.Name is null ? null : new()
    {
        Waiting = state.Pool.Count,
        First =
        [
            .. state.Pool.Line.Take(MaxShown).Select(item => new PoolPlace
            {
                Consultation = item.Consultation,
                RequestedAt = item.RequestedAt,
                AcceptBy = item.AcceptBy,
                HeldFor = item.Hold?.Doctor,
                HeldUntil = item.Hold?.Until,
            }),
        ],
        Duties =
        [
            .. state.Duties.Select(duty => new DutyView
            {
                Doctor = duty.Doctor,
                Name = duty.Name,
                Since = duty.Since,
                Free = duty.Free,
                Offered = duty.Offered,
            }),
        ],
    };

    public static QueueView? QueueOf(DepartmentState state, ConsultationId consultation, DateTimeOffset now)
    {
        if (state.Pool.Find(consultation) is not { } item) return null;
        var position = state.Pool.PositionOf(item);
        var grabs = state.Grabs.RemoveAll(at => at < now - PaceWindow);
        return new()
        {
            Position = position,
            Waiting = state.Pool.Count,
            OnDuty = state.Duties.Length,
            IsHeld = item.Hold is not null,
            AcceptBy = item.AcceptBy,
            Grabs = grabs.Length,
            // With nobody on duty the pace of the past says nothing.
            EstimateSeconds = grabs.IsEmpty || state.Duties.IsEmpty
                ? null
                : (int)Math.Ceiling(position * (now - grabs[0]).TotalSeconds / grabs.Length),
        };
    }
}
