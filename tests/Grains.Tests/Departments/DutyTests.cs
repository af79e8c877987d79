using Consult.Feeds;
using static Consult.Departments.Ward;

namespace Consult.Departments;

/// <summary>Who is on duty.</summary>
public sealed class DutyTests
{
    [Fact]
    public void The_first_doctor_on_duty_opens_the_department()
    {
        New().Entry.ShouldBeNull();
        var actor = Open();
        actor.Events.Select(e => e.Envelope.Type).ShouldBe(["department.opened", "duty.begun"]);
        actor.Entry!.Data.ShouldBe("""{"name":"呼吸内科"}""");
    }

    [Fact]
    public void Duty_needs_the_doctor_a_licence_and_the_own_department()
    {
        New().Send(Account(2), Duty(1)).ShouldBe(Codes.Forbidden);
        New().Send(Account(1) with { Role = Role.Patient }, Duty(1)).ShouldBe(Codes.Forbidden);
        New().Send(Account(1), Duty(1, licensed: false)).ShouldBe(Codes.LicenceUnverified);
        New().Send(Account(1), Duty(1, department: "儿科")).ShouldBe(Codes.DutyElsewhere);
        Open(1, new() { MaxOnDuty = 1 }).Send(Account(2), Duty(2)).ShouldBe(Codes.DutyFull);
        // The same account as another doctor: its access would end with either.
        Open().Send(Account(1), Duty(1) with { Doctor = D(9) }).ShouldBe(Codes.DutyElsewhere);
        // Sent past the shell, a wish has no facts to rest on.
        Open().Send(Account(1), new BeginDuty(D(1))).ShouldBe(Codes.Invalid);
    }

    [Theory]
    [InlineData("呼吸内科 ")]
    [InlineData(" 呼吸内科")]
    public void A_department_is_one_whatever_spaces_stand_around_its_name(string name) => DepartmentId.Of(name).ShouldBe(Id);

    [Fact]
    public void The_key_of_a_department_never_changes() => Id.Value.ShouldBe("d-2da8e90f4348f83ae0f9ed3c");

    [Theory]
    [InlineData(DutyEnd.Vanished)]
    [InlineData(DutyEnd.Unfit)]
    public void What_was_offered_to_a_doctor_who_is_gone_goes_to_the_next_at_once(DutyEnd cause)
    {
        var actor = Open(2).Enter(1).Wait(TimeSpan.FromMinutes(1)).Do(Caller.System, new DropDuty(D(1), cause));
        actor.Events.TakeLast(3).Select(e => e.Envelope.Type).ShouldBe(["pool.returned", "duty.ended", "pool.pushed"]);
        actor.Offers().ShouldBe([(C(1), D(1)), (C(1), D(2))]);
        actor.State.Duties.Select(duty => duty.Doctor).ShouldBe([D(2)]);
    }

    [Fact]
    public void A_grab_under_way_outlives_the_duty()
    {
        var actor = Open(2).Enter(1);
        actor.Claim(1);
        actor.Do(Account(1), new EndDuty(D(1))).Send(Account(2), new ClaimWaiting(D(2), C(1))).ShouldBe(Codes.ConsultationTaken);
        actor.Do(Caller.System, new LeavePool(C(1)) { TakenBy = D(1) }).State.Pool.Count.ShouldBe(0);
    }

    [Fact]
    public void Duty_ends_by_itself_after_twelve_hours_and_may_be_renewed_before()
    {
        var actor = Open();
        actor.Now = actor.Now.AddHours(11);
        actor.Begin(1).Wait(TimeSpan.FromHours(11)).State.Duties.ShouldHaveSingleItem();
        actor.Wait(TimeSpan.FromHours(1)).Last.ShouldBe(new DutyEnded(D(1), Account(1).Account, DutyEnd.Over));
    }

    [Fact]
    public void Going_off_duty_is_the_doctors_own_and_may_be_repeated()
    {
        var actor = Open(2);
        actor.Send(Account(2), new EndDuty(D(1))).ShouldBe(Codes.Forbidden);
        actor.Do(Account(1), new EndDuty(D(1))).Do(Account(1), new EndDuty(D(1)));
    }

    [Fact]
    public void Capacity_is_noted_only_when_it_has_changed()
    {
        var actor = Open();
        actor.Do(Caller.System, new NoteCapacity(D(1), 5)).Do(Caller.System, new NoteCapacity(D(2), 3)).Events.Count.ShouldBe(2);
        actor.Do(Caller.System, new NoteCapacity(D(1), 4)).State.DutyOf(D(1))!.Free.ShouldBe(4);
    }
}
