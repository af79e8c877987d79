using Consult.Feeds;
using static Consult.Departments.Ward;

namespace Consult.Departments;

/// <summary>Long random walks: what must hold after every step, whatever came before.</summary>
public sealed class PoolWalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_doctor_at_a_time_and_no_place_is_lost_whatever_happens(int seed)
    {
        var random = new Random(seed);
        var actor = Open(4, new() { QuietHours = new() { From = default, To = default } });
        for (var step = 0; step < 600; step++)
        {
            var (by, command) = Any(actor, random);
            var code = actor.Send(by, command);
            (code is null || Codes.Info(code).Status == 409).ShouldBeTrue($"{command} {code}");
            if (random.Next(4) == 0) actor.Wait(TimeSpan.FromSeconds(random.Next(45)));
            Hold(actor.State);
        }
        Actor<DepartmentState>.Json(actor.Replayed()).ShouldBe(Actor<DepartmentState>.Json(actor.State));
        actor.Offers().Length.ShouldBeGreaterThan(20, "the walk did not get far");
    }

    private static void Hold(DepartmentState state)
    {
        var line = state.Pool.Line.ToArray();
        line.Length.ShouldBe(state.Pool.Count);
        line.Select(state.Pool.PositionOf).ShouldBe(Enumerable.Range(1, line.Length));
        line.Select(item => item.RequestedAt).ShouldBeInOrder();
        state.Pool.OldestOpen.ShouldBe(line.FirstOrDefault(item => item.Hold is null));
        state.Pool.Overdue.ShouldBe(line.Where(item => item.IsOverdue));
        state.Pool.NextMoment.ShouldBe(line.Min(item => item.NextMoment));
        // What is offered to a doctor and what the doctor is said to be offered are the same thing.
        line.Where(item => item.Hold is { IsClaim: false }).Select(item => (item.Hold!.Doctor, item.Consultation))
            .ShouldBe(state.Duties.Where(duty => duty.Offered is not null).Select(duty => (duty.Doctor, duty.Offered!.Value)), ignoreOrder: true);
    }

    private static (Caller, Command) Any(Actor<DepartmentState> actor, Random random)
    {
        var (n, c) = (random.Next(1, 5), C(random.Next(60)));
        ConsultationId? named = random.Next(2) == 0 ? c : null;
        var offered = actor.State.DutyOf(D(n))?.Offered ?? c;
        return random.Next(12) switch
        {
            <= 3 => (Caller.System, new EnterPool(c, actor.Now, actor.Now.AddMinutes(10))),
            4 or 5 => (Account(n), new ClaimWaiting(D(n), named)),
            6 => (Caller.System, new LeavePool(c) { TakenBy = random.Next(2) == 0 ? D(n) : null }),
            7 => (Caller.System, new ReleaseClaim(D(n), c)),
            8 => (Account(n), new DeclinePush(D(n), offered)),
            9 => (Caller.System, new RefusePush(D(n), offered, Codes.DoctorCapReached)),
            10 => (Caller.System, new NoteCapacity(D(n), random.Next(4))),
            _ => random.Next(2) == 0 ? (Account(n), Duty(n)) : (Caller.System, new DropDuty(D(n), DutyEnd.Vanished)),
        };
    }
}
