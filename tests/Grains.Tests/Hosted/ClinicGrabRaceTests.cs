using System.Collections.Concurrent;
using Consult.Clinics;
using Consult.Consultations;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Consult.Hosted;

/// <summary>
/// Two hundred doctors, a hundred quick consultations, two departments, a free clinic that forty of the doctors host, and a
/// process that goes down in the middle.
/// </summary>
public sealed class ClinicGrabRaceTests
{
    private const int Doctors = 200;
    private const int Consultations = 100;
    private const int Directed = 40;
    private const int Hosts = 40;
    private const int AtClinic = 30;
    private const int Cap = 2;
    private static readonly string[] Names = ["呼吸内科", "儿科"];

    [Fact]
    public async Task A_hundred_consultations_have_a_hundred_doctors_whatever_the_race_and_the_crash()
    {
        await using var hospital = new Hospital(services =>
        {
            services.AddSingleton(Options.Create(new DoctorOptions { ConcurrentCap = Cap }));
            services.AddSingleton(Options.Create(new ConsultationOptions { QuickPriceFen = 0 }));
        });
        await hospital.OpenForBusinessAsync();
        await Parallel.ForAsync(1, Doctors + 1, async (n, _) => await HireAsync(hospital, n));
        await Parallel.ForAsync(1, Consultations + 1, async (n, _) => await AskAsync(hospital, n));
        await OpenClinicAsync(hospital);
        await Parallel.ForAsync(1, AtClinic + 1, async (n, _) => await AskAtClinicAsync(hospital, n));
        await hospital.Until(Fair.Id.Feed, "place.used", AtClinic);
        foreach (var name in Names)
            await hospital.Until(DepartmentId.Of(name).Feed, "pool.joined", Consultations / 2);

        // Everybody grabs, hosts in both places, and patients ask some of the same doctors; half-way the process goes
        // down, between whatever steps.
        var won = new ConcurrentDictionary<string, int>();
        var half = new TaskCompletionSource();
        var storm = Parallel.ForAsync(1, Doctors + 1, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) =>
        {
            if (n <= Directed) await AskDirectlyAsync(hospital, n);
            foreach (var taken in await GrabBothAsync(hospital, n, "storm"))
                if (taken is not null) won.TryAdd(taken, n).ShouldBeTrue("two doctors have one consultation");
            if (won.Count >= (Consultations + AtClinic) / 2) half.TrySetResult();
        });
        await Task.WhenAny(half.Task, storm);
        await hospital.RestartAsync();
        await storm;

        // Claims and reservations that the crash left behind lapse; then everybody tries again under the old ids first.
        hospital.Clock.Advance(TimeSpan.FromMinutes(3));
        await Parallel.ForAsync(1, Doctors + 1, async (n, _) => await GrabBothAsync(hospital, n, "storm"));
        for (var round = 0; await WaitingAsync(hospital) > 0; round++)
        {
            (round < 50).ShouldBeTrue("somebody is never taken");
            await Parallel.ForAsync(1, Doctors + 1, async (n, _) => await GrabBothAsync(hospital, n, $"again-{round}"));
        }
        hospital.Clock.Advance(TimeSpan.FromMinutes(3));
        await EverythingHoldsAsync(hospital);
    }

    private static async Task EverythingHoldsAsync(Hospital hospital)
    {
        var owners = new List<DoctorId>();
        var all = Enumerable.Range(1, Consultations).Select(n => $"q-{n}").Concat(Enumerable.Range(1, AtClinic).Select(n => $"f-{n}"));
        foreach (var key in all)
        {
            var view = (await hospital.Consultation(key).View()).Value!;
            view.Status.ShouldBe(ConsultationStatus.Active, key);
            owners.Add(view.Doctor!.Value);
            await hospital.Until(view.Doctor!.Value.Feed, "slot.confirmed");
            (await EventsAsync(hospital, view.Consultation.Feed)).Count(e => e.Envelope.Type == "consultation.accepted").ShouldBe(1);
        }
        owners.Count.ShouldBe(Consultations + AtClinic);
        for (var n = 1; n <= Doctors; n++)
        {
            var desk = (await Doctor(hospital, n).Desk()).Value!;
            desk.Active.Length.ShouldBeLessThanOrEqualTo(Cap, $"d-{n} is over the cap");
            desk.Reserved.ShouldBeEmpty($"d-{n} has a reservation left behind");
            desk.Active.Length.ShouldBe(owners.Count(owner => owner == Id(n)), $"d-{n}");
        }
        foreach (var name in Names)
            (await Department(hospital, name).Pool()).Value!.Waiting.ShouldBe(0);
        await hospital.Until(Fair.Id.Feed, "place.accepted", AtClinic);
        (await Clinic(hospital).Pool()).Value!.Waiting.ShouldBe(0);
        (await Clinic(hospital).View()).Value!.Taken.ShouldBe(AtClinic);
    }

    private static async Task OpenClinicAsync(Hospital hospital)
    {
        var wish = Fair.Wish with { Doctor = Id(1), OpensAt = null, From = hospital.Clock.GetUtcNow(), Places = AtClinic };
        await hospital.Do(Clinic(hospital), By(hospital, 1), wish);
        for (var n = 2; n <= Hosts; n++) await hospital.Do(Clinic(hospital), By(hospital, 1), new InviteHost(Id(n)));
        await Parallel.ForAsync(2, Hosts + 1, async (n, _) => await hospital.Do(Clinic(hospital), By(hospital, n), new AcceptHosting(Id(n))));
    }

    private static async Task AskAtClinicAsync(Hospital hospital, int n)
    {
        var (patient, by) = (Fair.P(100 + n), Fair.Side(100 + n));
        var actor = hospital.Grains.GetGrain<IPatientGrain>(patient.Value);
        await hospital.Do(actor, by, new RegisterPatient { Name = "王小明", BirthDate = "1990-05-01", Relation = Relation.Self });
        await hospital.Do(actor, People.Staff, new VerifyRealName("police-database"));
        await hospital.Do(actor, by, new GrantConsent { Purpose = ConsentPurpose.HealthData, TextVersion = "1", Channel = "web" });
        await hospital.Do(Clinic(hospital), by, new TakePlace(patient));
        var place = (await Clinic(hospital).Place(patient)).Value!.Place;
        (await hospital.Consultation($"f-{n}").Request(new(new($"ask-{n}"), by, new RequestConsultation
        {
            Patient = patient, Kind = ConsultationKind.FreeClinic, Clinic = Fair.Id, Place = place, Complaint = "血压偏高",
        }))).Code.ShouldBeNull();
    }

    private static async Task HireAsync(Hospital hospital, int n)
    {
        var doctor = Doctor(hospital, n);
        await hospital.Do(doctor, By(hospital, n), Desk.Form with { Department = Names[n % 2] });
        await hospital.Do(doctor, People.Staff, new VerifyLicence($"{n}", hospital.Clock.GetUtcNow().AddYears(1)));
        await hospital.Do(doctor, By(hospital, n), new Offer(ConsultationKind.Directed, 0));
        await hospital.Do(doctor, By(hospital, n), new Offer(ConsultationKind.FreeClinic, 0));
        await hospital.Do(doctor, By(hospital, n), new GoOnline());
        await hospital.Do(Department(hospital, Names[n % 2]), By(hospital, n), new BeginDuty(Id(n)));
    }

    private static async Task AskAsync(Hospital hospital, int n) => (await hospital.Consultation($"q-{n}").Request(new(
        new($"ask-{n}"), People.Wang, new RequestConsultation
        {
            Patient = People.Patient, Kind = ConsultationKind.Quick, Department = Names[n % 2], Complaint = "咳嗽",
        }))).Code.ShouldBeNull();

    // Never accepted: it only has to share the desk.
    private static async Task AskDirectlyAsync(Hospital hospital, int n)
    {
        try
        {
            await hospital.Consultation($"x-{n}").Request(new(
                new($"direct-{n}"), People.Wang, Visit.Wish with { Doctor = Id(n) }));
        }
        catch (Exception)
        {
            // The host went down; whether it was asked for does not matter here.
        }
    }

    private static Task<string?[]> GrabBothAsync(Hospital hospital, int n, string id) =>
        Task.WhenAll(GrabAtClinicAsync(hospital, n, id), GrabAsync(hospital, n, id));

    private static Task<string?> GrabAsync(Hospital hospital, int n, string id) =>
        GrabAsync(hospital, n, $"{id}-{n}", new GrabConsultation(DepartmentId.Of(Names[n % 2]), null));

    private static Task<string?> GrabAtClinicAsync(Hospital hospital, int n, string id) =>
        n <= Hosts ? GrabAsync(hospital, n, $"clinic-{id}", new GrabAtClinic(Fair.Id, null)) : Task.FromResult<string?>(null);

    /// <summary>What the doctor took; null when nothing, or when the process went down and nobody knows.</summary>
    private static async Task<string?> GrabAsync(Hospital hospital, int n, string id, Command grab)
    {
        try
        {
            var answer = await Doctor(hospital, n).Grab(new(new(id), By(hospital, n), grab));
            return answer.IsAccepted ? answer.Value : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static async Task<int> WaitingAsync(Hospital hospital)
    {
        var waiting = (await Clinic(hospital).Pool()).Value!.Waiting;
        foreach (var name in Names) waiting += (await Department(hospital, name).Pool()).Value!.Waiting;
        return waiting;
    }

    private static async Task<IReadOnlyList<FeedEvent>> EventsAsync(Hospital hospital, FeedId feed) =>
        await hospital.Store.ReadAsync(feed, 0, 1000, CancellationToken.None);

    private static DoctorId Id(int n) => new($"d-{n + 1000}");

    private static Caller By(Hospital hospital, int n) =>
        new() { Account = new($"a-{n}"), Role = Role.Doctor, AuthenticatedAt = hospital.Clock.GetUtcNow() };

    private static IClinicGrain Clinic(Hospital hospital) => hospital.Grains.GetGrain<IClinicGrain>(Fair.Id.Value);

    private static IDoctorGrain Doctor(Hospital hospital, int n) => hospital.Grains.GetGrain<IDoctorGrain>(Id(n).Value);

    private static IDepartmentGrain Department(Hospital hospital, string name) =>
        hospital.Grains.GetGrain<IDepartmentGrain>(DepartmentId.Of(name).Value);
}
