using System.Text.Json;
using Consult.Feeds;

namespace Consult.Departments;

// Who waits, and who takes whom: offer -> reserve with expiry -> confirm or release.
internal sealed partial class Department
{
    // Refusals tell the consultation why it is cancelled, so an absent department is not merely "forbidden" here.
    private Decision Enter(DepartmentState state, EnterPool enter, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.Name is null) return Decision.Refuse(Codes.DepartmentUnknown);
        if (state.Pool.Find(enter.Consultation) is not null) return Decision.Accept();
        if (options.QuietHours.OpensAt(context.Now, time) is not null) return Decision.Refuse(Codes.QuickClosed);
        if (state.Pool.Count >= options.MaxWaiting) return Decision.Refuse(Codes.PoolFull);
        return Decision.Accept(new PoolJoined
        {
            Consultation = enter.Consultation,
            RequestedAt = enter.RequestedAt,
            AcceptBy = enter.AcceptBy,
            PushAt = context.Now + options.PushAfter,
        });
    }

    private Decision Leave(DepartmentState state, LeavePool leave, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.Pool.Find(leave.Consultation) is null
            ? Decision.Accept()
            : Settle(new Course(state, context.Now, Next).Then(new PoolLeft(leave.Consultation, leave.TakenBy)));
    }

    private Decision Claim(DepartmentState state, ClaimWaiting claim, Context context)
    {
        if (!IsOnDuty(state, claim.Doctor, context.By)) return Decision.Refuse(Codes.DutyAbsent);
        var item = claim.Consultation is { } named ? state.Pool.Find(named) : NextFor(state, claim.Doctor);
        if (item is null) return Decision.Refuse(claim.Consultation is null ? Codes.PoolEmpty : Codes.PoolAbsent);
        if (item.Hold is { } hold)
        {
            if (hold.Doctor != claim.Doctor) return Decision.Refuse(hold.IsClaim ? Codes.ConsultationTaken : Codes.PoolOffered);
            if (hold.IsClaim) return Decision.Accept().Answering(Text(item, hold.Until));
        }
        var until = context.Now + options.Claim;
        return Settle(new Course(state, context.Now, Next).Then(new PoolClaimed(item.Consultation, claim.Doctor, until)))
            .Answering(Text(item, until));
    }

    private static PoolItem? NextFor(DepartmentState state, DoctorId doctor) =>
        state.DutyOf(doctor)?.Offered is { } offered ? state.Pool.Find(offered) : state.Pool.OldestOpen;

    private Decision Release(DepartmentState state, ReleaseClaim release, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.Pool.Find(release.Consultation) is { Hold: { IsClaim: true } hold } item && hold.Doctor == release.Doctor
            ? Settle(Return(new(state, context.Now, Next), item, ReturnCause.Released))
            : Decision.Accept();
    }

    private Decision Decline(DepartmentState state, DeclinePush decline, Context context)
    {
        if (!IsOnDuty(state, decline.Doctor, context.By)) return Decision.Refuse(Codes.DutyAbsent);
        return OfferedTo(state, decline.Doctor, decline.Consultation) is { } item
            ? Settle(Return(new(state, context.Now, Next), item, ReturnCause.Declined))
            : Decision.Refuse(Codes.PoolAbsent);
    }

    // The desk is full, or its doctor may not receive: whatever the department was told, it knows better now.
    private Decision Refuse(DepartmentState state, RefusePush refuse, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (OfferedTo(state, refuse.Doctor, refuse.Consultation) is not { } item) return Decision.Accept();
        var course = new Course(state, context.Now, Next).Then(new DutyCapacity(refuse.Doctor, Free: 0));
        return Settle(Return(course, item, ReturnCause.Refused, refuse.Code));
    }

    private static PoolItem? OfferedTo(DepartmentState state, DoctorId doctor, ConsultationId consultation) =>
        state.Pool.Find(consultation) is { Hold: { IsClaim: false } hold } item && hold.Doctor == doctor ? item : null;

    private static bool IsOnDuty(DepartmentState state, DoctorId doctor, Caller by) =>
        by.Role is Role.Doctor && state.DutyOf(doctor)?.Account == by.Account;

    private static string Text(PoolItem item, DateTimeOffset until) =>
        JsonSerializer.Serialize(new ClaimedPlace(item.Consultation, until, item.RequestedAt, item.AcceptBy), FeedJson.Options);
}
