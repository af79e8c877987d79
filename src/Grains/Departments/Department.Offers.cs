using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Departments;

// To whom those who wait too long are offered, one doctor after the other.
internal sealed partial class Department
{
    /// <summary>
    /// How many of those who could be offered to nobody are looked at when a doctor has room again. All but the first
    /// few were declined by everybody who has room, or there would be no more of them than doctors.
    /// </summary>
    private const int MaxLook = 32;

    public override ImmutableArray<Draft> PassDeadline(DepartmentState state)
    {
        var course = new Course(state, DeadlineOf(state)!.Value, Next);
        foreach (var duty in state.Duties)
            if (duty.Until <= course.Now) Close(course, duty, DutyEnd.Over);
        foreach (var due in state.Pool.DueAt(course.Now))
            // An offer may have come back with the duty that has just ended.
            if (course.State.Pool.Find(due.Consultation) is { } item && item.NextMoment <= course.Now) Pass(course, item);
        Match(course);
        return course.Drafts;
    }

    private void Pass(Course course, PoolItem item)
    {
        if (item.Hold is { } hold)
            Return(course, item, hold.IsClaim ? ReturnCause.Lapsed : ReturnCause.Unanswered);
        else if (!TryOffer(course, item))
            course.Then(new PoolOverdue(item.Consultation));
    }

    /// <summary>Ends a decision: whoever now can be offered to somebody is.</summary>
    private Decision Settle(Course course)
    {
        Match(course);
        return Decision.Accept(course.Drafts.AsSpan());
    }

    private void Match(Course course)
    {
        // The sets are persistent: this goes through those who waited when it began.
        foreach (var item in course.State.Pool.Overdue.Take(MaxLook))
        {
            if (!course.State.Duties.Any(CanBeAsked)) return;
            TryOffer(course, item);
        }
    }

    private bool TryOffer(Course course, PoolItem item)
    {
        var chosen = course.State.Duties
            .Where(duty => CanBeAsked(duty) && !item.Asked.Contains(duty.Doctor))
            .OrderByDescending(duty => duty.Free).ThenBy(duty => duty.IdleSince).FirstOrDefault();
        if (chosen is null) return false;
        course.Then(new PoolPushed(item.Consultation, chosen.Doctor, course.Now + options.PushFor));
        return true;
    }

    private static bool CanBeAsked(Duty duty) => duty.Free > 0 && duty.Offered is null;

    private Course Return(Course course, PoolItem item, ReturnCause cause, string? code = null)
    {
        var doctor = item.Hold!.Doctor;
        return course.Then(new PoolReturned
        {
            Consultation = item.Consultation,
            Doctor = doctor,
            Cause = cause,
            Code = code,
            PushAt = cause is ReturnCause.Released or ReturnCause.Lapsed
                ? item.PushAt > course.Now ? item.PushAt : null
                : NextRound(course, item, doctor),
        });
    }

    // Everybody on duty was asked and nobody took it: it stays open to all, and in a while they are asked again.
    private DateTimeOffset? NextRound(Course course, PoolItem item, DoctorId last) =>
        course.State.Duties.All(duty => duty.Doctor == last || item.Asked.Contains(duty.Doctor))
            ? course.Now + options.PushAfter
            : null;
}
