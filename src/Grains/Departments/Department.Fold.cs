using Consult.Feeds;

namespace Consult.Departments;

// What each event makes of the state.
internal sealed partial class Department
{
    /// <summary>The state after an event; null when it is none of a department's.</summary>
    private static DepartmentState? Next(DepartmentState state, EventBody body, DateTimeOffset at) => body switch
    {
        DepartmentOpened e => state with { Name = e.Name },
        DutyBegun e => Put(state, new()
        {
            Doctor = e.Doctor,
            Account = e.Account,
            Name = e.Name,
            Since = at,
            Until = e.Until,
            Free = e.Free,
            IdleSince = at,
        }),
        DutyEnded e => state with { Duties = state.Duties.RemoveAll(duty => duty.Doctor == e.Doctor) },
        DutyCapacity e => Change(state, e.Doctor, duty => duty with { Free = e.Free }),
        PoolJoined e => state with
        {
            Pool = state.Pool.With(new()
            {
                Consultation = e.Consultation,
                RequestedAt = e.RequestedAt,
                AcceptBy = e.AcceptBy,
                PushAt = e.PushAt,
            }),
        },
        PoolOverdue e => Change(state, e.Consultation, item => item with { PushAt = null }),
        PoolPushed e => Change(
            Held(state, e.Consultation, new(e.Doctor, e.Until, IsClaim: false)),
            e.Doctor, duty => duty with { Offered = e.Consultation }),
        PoolClaimed e => Held(state, e.Consultation, new(e.Doctor, e.Until, IsClaim: true)),
        PoolReturned e => Change(NoLongerOffered(state, e.Consultation), e.Consultation, item => Returned(item, e)),
        PoolLeft e => Left(state, e, at),
        _ => null,
    };

    private static DepartmentState Held(DepartmentState state, ConsultationId consultation, Hold hold) =>
        Change(NoLongerOffered(state, consultation), consultation, item => item with { Hold = hold });

    private static PoolItem Returned(PoolItem item, PoolReturned e) => item with
    {
        Hold = null,
        PushAt = e.PushAt,
        Asked = e switch
        {
            { Cause: ReturnCause.Released or ReturnCause.Lapsed or ReturnCause.OffDuty } => item.Asked,
            // Everybody was asked: the next round begins anew.
            { PushAt: not null } => [],
            _ => item.Asked.Add(e.Doctor),
        },
    };

    private static DepartmentState Left(DepartmentState state, PoolLeft e, DateTimeOffset at)
    {
        state = NoLongerOffered(state, e.Consultation);
        state = state with { Pool = state.Pool.Without(e.Consultation) };
        if (e.TakenBy is not { } doctor) return state;
        var grabs = state.Grabs.Length < DepartmentState.GrabsLength ? state.Grabs : state.Grabs.RemoveAt(0);
        state = state with { Grabs = grabs.Add(at) };
        return Change(state, doctor, duty => duty with { Free = Math.Max(0, duty.Free - 1), IdleSince = at });
    }

    private static DepartmentState NoLongerOffered(DepartmentState state, ConsultationId consultation) =>
        state.Pool.Find(consultation)?.Hold is { IsClaim: false } hold
            ? Change(state, hold.Doctor, duty => duty with { Offered = null })
            : state;

    private static DepartmentState Change(DepartmentState state, ConsultationId consultation, Func<PoolItem, PoolItem> change) =>
        state.Pool.Find(consultation) is { } item ? state with { Pool = state.Pool.With(change(item)) } : state;

    private static DepartmentState Change(DepartmentState state, DoctorId doctor, Func<Duty, Duty> change) =>
        state.DutyOf(doctor) is { } duty ? state with { Duties = state.Duties.Replace(duty, change(duty)) } : state;

    private static DepartmentState Put(DepartmentState state, Duty duty) =>
        state.DutyOf(duty.Doctor) is { } old
            ? state with { Duties = state.Duties.Replace(old, duty) }
            : state with { Duties = state.Duties.Add(duty) };
}
