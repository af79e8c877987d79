using Consult.Feeds;

namespace Consult.Departments;

/// <summary>A department brought to where a test wants it. It is 16:00 by the operator's clock.</summary>
internal static class Ward
{
    public const string Name = "呼吸内科";

    public static readonly DepartmentId Id = DepartmentId.Of(Name);

    public static Actor<DepartmentState> New(DepartmentOptions? options = null) =>
        new(new Department(options ?? new(), new()), Id.Feed);

    /// <summary>With doctors d-1 to d-n on duty, who began one second after the other and have room for 5 each.</summary>
    public static Actor<DepartmentState> Open(int doctors = 1, DepartmentOptions? options = null)
    {
        var actor = New(options);
        for (var n = 1; n <= doctors; n++) actor.Begin(n).Now += TimeSpan.FromSeconds(1);
        return actor;
    }

    public static Actor<DepartmentState> Begin(this Actor<DepartmentState> actor, int doctor, int free = 5) =>
        actor.Do(Account(doctor), Duty(doctor, free));

    /// <summary>The consultations enter one second after the other.</summary>
    public static Actor<DepartmentState> Enter(this Actor<DepartmentState> actor, params int[] consultations)
    {
        foreach (var n in consultations)
        {
            actor.Do(Caller.System, new EnterPool(C(n), actor.Now, actor.Now.AddMinutes(10)));
            actor.Now += TimeSpan.FromSeconds(1);
        }
        return actor;
    }

    /// <summary>The doctor claims; the answer is what was claimed.</summary>
    public static ConsultationId Claim(this Actor<DepartmentState> actor, int doctor, ConsultationId? named = null)
    {
        actor.Do(Account(doctor), new ClaimWaiting(D(doctor), named));
        return System.Text.Json.JsonSerializer.Deserialize<ClaimedPlace>(actor.Value!, FeedJson.Options)!.Consultation;
    }

    /// <summary>To whom the last events have offered what, in order.</summary>
    public static (ConsultationId Consultation, DoctorId Doctor)[] Offers(this Actor<DepartmentState> actor) =>
        [.. actor.Events.Select(e => e.Body).OfType<PoolPushed>().Select(e => (e.Consultation, e.Doctor))];

    public static int? PositionOf(this Actor<DepartmentState> actor, int consultation) =>
        Department.QueueOf(actor.State, C(consultation), actor.Now)?.Position;

    public static BeginDutyAs Duty(int doctor, int free = 5, string department = Name, bool licensed = true) => new(D(doctor), new()
    {
        Account = Account(doctor).Account, Name = $"医生{doctor}", Department = department, IsLicensed = licensed, Free = free,
    });

    public static ConsultationId C(int number) => new($"c-{number:d3}");

    public static DoctorId D(int number) => new($"d-{number}");

    public static Caller Account(int doctor) => new() { Account = new($"a-{doctor}"), Role = Role.Doctor };
}
