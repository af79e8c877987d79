using Consult.Consultations;
using Consult.Feeds;
using Consult.Time;

namespace Consult.Doctors;

/// <summary>A doctor brought to where a test wants the desk.</summary>
internal static class Desk
{
    public static readonly RegisterDoctor Form = new()
    {
        Name = "李医生",
        Title = "主任医师",
        Department = "呼吸内科",
        Hospital = "市第一医院",
        Introduction = "从医二十年",
    };

    public static Actor<DoctorState> New(DoctorOptions? options = null) => new(new Doctor(options ?? new(), new()), People.Doctor.Feed);

    public static Actor<DoctorState> Registered(DoctorOptions? options = null) => New(options).Do(People.Li, Form);

    public static Actor<DoctorState> Licensed(DoctorOptions? options = null)
    {
        var actor = Registered(options);
        return actor.Do(People.Staff, new VerifyLicence("110310000012345", actor.Now.AddYears(1)));
    }

    public static Actor<DoctorState> Offering(DoctorOptions? options = null) =>
        Licensed(options).Do(People.Li, new Offer(ConsultationKind.Directed, 5000));

    /// <summary>With consultations c-1 to c-n waiting.</summary>
    public static Actor<DoctorState> Queued(int count, DoctorOptions? options = null)
    {
        var actor = Offering(options);
        for (var i = 1; i <= count; i++) actor.Do(Caller.System, new Enqueue(C(i), ConsultationKind.Directed));
        return actor;
    }

    public static ConsultationId C(int number) => new($"c-{number}");

    /// <summary>The doctor, signed in just now.</summary>
    public static Caller Fresh(this Actor<DoctorState> actor) => People.Li with { AuthenticatedAt = actor.Now };

    public static DeskView View(this Actor<DoctorState> actor) =>
        Doctor.DeskOf(actor.State, new(), new OperatorTime().DateOf(actor.Now))!;

    /// <summary>How many of a kind count for today.</summary>
    public static int Today(this Actor<DoctorState> actor, ConsultationKind kind) =>
        actor.View().DailyCaps.Single(cap => cap.Kind == kind).Today;

    /// <summary>A grab, as the shell reserves it.</summary>
    public static Reserve Grab(int number, ConsultationKind kind = ConsultationKind.Quick) => new(C(number)) { Kind = kind };
}
