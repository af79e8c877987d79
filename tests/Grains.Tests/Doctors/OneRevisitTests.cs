using Consult.Consultations;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>One open revisit per patient and doctor, decided by the desk on which it lies.</summary>
public sealed class OneRevisitTests
{
    private static readonly PatientId Other = new("p-2");

    [Fact]
    public void A_second_revisit_of_a_patient_is_refused_wherever_the_first_lies_on_the_desk()
    {
        var actor = Revisiting();
        actor.Send(Caller.System, Revisit(2)).ShouldBe(Codes.RevisitOpen);
        actor.Do(actor.Fresh(), new Reserve(C(1)));
        actor.Send(Caller.System, Revisit(2)).ShouldBe(Codes.RevisitOpen);
        actor.Do(Caller.System, new ConfirmSlot(C(1)));
        actor.Send(Caller.System, Revisit(2)).ShouldBe(Codes.RevisitOpen);
    }

    [Fact]
    public void When_the_first_is_over_another_is_taken()
    {
        var actor = Revisiting().Do(Caller.System, new LeaveDesk(C(1)));
        actor.Send(Caller.System, Revisit(2)).ShouldBeNull();
    }

    [Fact]
    public void Other_patients_other_kinds_and_a_repetition_are_taken()
    {
        var actor = Revisiting();
        actor.Send(Caller.System, Revisit(1)).ShouldBeNull();
        actor.Send(Caller.System, Revisit(2) with { OnlyOneOf = Other }).ShouldBeNull();
        actor.Send(Caller.System, new Enqueue(C(3), ConsultationKind.Directed)).ShouldBeNull();
    }

    private static Actor<DoctorState> Revisiting() =>
        Offering().Do(People.Li, new Offer(ConsultationKind.Revisit, 3000)).Do(Caller.System, Revisit(1));

    private static Enqueue Revisit(int number) => new(C(number), ConsultationKind.Revisit) { OnlyOneOf = People.Patient };
}
