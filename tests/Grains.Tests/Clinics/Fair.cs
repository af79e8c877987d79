using System.Text.Json;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Clinics;

/// <summary>A free clinic brought to where a test wants it: announced at 8, open from 9, its window from 10 to 16 o'clock.</summary>
internal static class Fair
{
    public static readonly ClinicId Id = new("k-1");

    public static readonly DateTimeOffset OpensAt = People.Start.AddHours(1);

    public static readonly DateTimeOffset From = People.Start.AddHours(2);

    public static readonly DateTimeOffset Until = People.Start.AddHours(8);

    public static readonly AnnounceClinic Wish = new()
    {
        Doctor = D(1), Title = "慢病义诊", Department = "呼吸内科", OpensAt = OpensAt, From = From, Until = Until, Places = 2, Reserve = 1,
    };

    public static Actor<ClinicState> New(ClinicOptions? options = null) => new(new Clinic(options ?? new()), Id.Feed);

    /// <summary>Announced by doctor 1, with so many places.</summary>
    public static Actor<ClinicState> Announced(int places = 2, int reserve = 1, ClinicOptions? options = null) =>
        New(options).Do(Doctor(1), new AnnounceAs(Wish with { Places = places, Reserve = reserve }, Offering(1)));

    /// <summary>The same, when places can be taken.</summary>
    public static Actor<ClinicState> Open(int places = 2, int reserve = 1) => Announced(places, reserve).At(OpensAt);

    /// <summary>The same, in its window.</summary>
    public static Actor<ClinicState> Running(int places = 2, int reserve = 1) => Announced(places, reserve).At(From);

    public static Actor<ClinicState> At(this Actor<ClinicState> actor, DateTimeOffset moment) => actor.Wait(moment - actor.Now);

    /// <summary>The doctor is invited and accepts.</summary>
    public static Actor<ClinicState> Host(this Actor<ClinicState> actor, int doctor) =>
        actor.Do(Doctor(1), new InviteAs(D(doctor), Offering(doctor))).Do(Doctor(doctor), new JoinAs(D(doctor), Offering(doctor)));

    /// <summary>The patients take places, one after the other, or stand on the reserve list.</summary>
    public static Actor<ClinicState> Take(this Actor<ClinicState> actor, params int[] patients)
    {
        foreach (var n in patients) actor.Do(Side(n), Try(n));
        return actor;
    }

    /// <summary>The patients' places are used, for consultations of the same numbers, one second after the other.</summary>
    public static Actor<ClinicState> Use(this Actor<ClinicState> actor, params int[] patients)
    {
        foreach (var n in patients) actor.Do(Caller.System, Enter(actor, n)).Wait(TimeSpan.FromSeconds(1));
        return actor;
    }

    public static EnterClinic Enter(Actor<ClinicState> actor, int patient, int? consultation = null) => new()
    {
        Consultation = C(consultation ?? patient),
        Patient = P(patient),
        Place = actor.State.Roster.Find(P(patient))?.Place ?? 99,
        RequestedAt = actor.Now,
        AcceptBy = Until,
    };

    /// <summary>The doctor claims; the answer is what was claimed.</summary>
    public static ConsultationId Claim(this Actor<ClinicState> actor, int doctor, int? consultation = null)
    {
        actor.Do(Doctor(doctor), new ClaimAtClinic(D(doctor), consultation is { } named ? C(named) : null));
        return JsonElement.Parse(actor.Value!).GetProperty("consultation").Deserialize<ConsultationId>(FeedJson.Options);
    }

    public static TakeAs Try(int patient, bool orReserve = true) =>
        new(new(P(patient)) { OrReserve = orReserve }, Standing(patient));

    public static PatientStanding Standing(int patient) => new()
    {
        Exists = true, IsVerified = true, Consents = [], Age = 40, Accounts = [Side(patient).Account],
    };

    public static OfferingFacts Offering(int doctor) => new() { Account = Doctor(doctor).Account, IsLicensed = true, PriceFen = 0 };

    public static ConsultationId C(int number) => new($"c-{number}");

    public static PatientId P(int number) => new($"p-{number}");

    public static DoctorId D(int number) => new($"d-{number}");

    public static Caller Doctor(int number) => new() { Account = new($"a-d{number}"), Role = Role.Doctor };

    public static Caller Side(int number) => new() { Account = new($"a-p{number}"), Role = Role.Patient, For = P(number) };
}
