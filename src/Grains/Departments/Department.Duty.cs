using Consult.Feeds;

namespace Consult.Departments;

// Who is on duty.
internal sealed partial class Department
{
    private Decision Begin(DepartmentState state, BeginDutyAs begin, Context context)
    {
        var facts = begin.Facts;
        if (context.By.Role is not Role.Doctor || facts.Account != context.By.Account) return Decision.Refuse(Codes.Forbidden);
        if (!facts.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (DepartmentId.Of(facts.Department).Feed != context.Feed) return Decision.Refuse(Codes.DutyElsewhere);
        if (state.Duties.Any(duty => duty.Account == facts.Account && duty.Doctor != begin.Doctor))
            return Decision.Refuse(Codes.DutyElsewhere);
        if (state.DutyOf(begin.Doctor) is null && state.Duties.Length >= options.MaxOnDuty) return Decision.Refuse(Codes.DutyFull);

        var course = new Course(state, context.Now, Next);
        if (state.Name is null) course.Then(new DepartmentOpened(facts.Department.Trim()));
        // Again on duty: the same doctor, a new term.
        if (state.DutyOf(begin.Doctor) is { } before) Close(course, before, DutyEnd.Doctor);
        return Settle(course.Then(new DutyBegun
        {
            Doctor = begin.Doctor,
            Account = context.By.Account,
            Name = facts.Name,
            Free = facts.Free,
            Until = context.Now + options.LongestDuty,
        }));
    }

    private Decision End(DepartmentState state, EndDuty end, Context context)
    {
        if (state.DutyOf(end.Doctor) is not { } duty) return Decision.Accept();
        return context.By.Role is Role.Doctor && duty.Account == context.By.Account
            ? Settle(Close(new(state, context.Now, Next), duty, DutyEnd.Doctor))
            : Decision.Refuse(Codes.Forbidden);
    }

    private Decision Drop(DepartmentState state, DropDuty drop, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.DutyOf(drop.Doctor) is { } duty
            ? Settle(Close(new(state, context.Now, Next), duty, drop.Cause))
            : Decision.Accept();
    }

    private Decision Note(DepartmentState state, NoteCapacity note, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.DutyOf(note.Doctor) is { } duty && duty.Free != note.Free
            ? Settle(new Course(state, context.Now, Next).Then(new DutyCapacity(note.Doctor, note.Free)))
            : Decision.Accept();
    }

    // What was offered is back at once. A grab under way is not: the consultation may have decided it already.
    private static Course Close(Course course, Duty duty, DutyEnd cause)
    {
        if (duty.Offered is { } offered)
            course.Then(new PoolReturned { Consultation = offered, Doctor = duty.Doctor, Cause = ReturnCause.OffDuty });
        return course.Then(new DutyEnded(duty.Doctor, duty.Account, cause));
    }
}
