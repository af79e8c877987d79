using System.Collections.Concurrent;
using System.Text.Json;
using Consult.Clinics;
using Consult.Consultations;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Hosted;

/// <summary>Many at once for few places, from many threads; and hosts whose process goes down half-way.</summary>
public sealed class ClinicRaceTests : IAsyncLifetime
{
    private const int Patients = 400;
    private const int Places = 20;
    private const int Reserve = 10;
    private Hospital _hospital = null!;

    private IClinicGrain Clinic => _hospital.Grains.GetGrain<IClinicGrain>(Fair.Id.Value);

    public async Task InitializeAsync()
    {
        _hospital = NewHospital();
        await HireAsync(1);
        await HireAsync(2);
        await _hospital.Do(Clinic, Doctor(1), Fair.Wish with { Places = Places, Reserve = Reserve });
        await _hospital.Do(Clinic, Doctor(1), new InviteHost(Fair.D(2)));
        await _hospital.Do(Clinic, Doctor(2), new AcceptHosting(Fair.D(2)));
        await Parallel.ForAsync(1, Patients + 1, async (n, _) => await RegisterAsync(n));
    }

    public async Task DisposeAsync() => await _hospital.DisposeAsync();

    [Fact]
    public async Task Of_hundreds_for_few_places_exactly_so_many_win_and_everybody_is_answered()
    {
        _hospital.Clock.Advance(Fair.OpensAt - _hospital.Clock.GetUtcNow());
        var answers = new ConcurrentDictionary<int, Answer>();

        // Each tries from two devices, which happen to use the same key, and everybody uses the same one.
        await Task.WhenAll(Enumerable.Range(0, 2 * Patients).Select(n => Task.Run(async () =>
        {
            var patient = (n / 2) + 1;
            var answer = await TakeAsync(patient, "try");
            answers.AddOrUpdate(patient, answer, (_, first) => Same(first, answer));
        })));

        answers.Count.ShouldBe(Patients);
        var winners = answers.Where(pair => pair.Value.IsAccepted).Select(pair => pair.Key).ToArray();
        winners.Length.ShouldBe(Places + Reserve);
        answers.Where(pair => !pair.Value.IsAccepted).Select(pair => pair.Value.Code).Distinct().ShouldBe([Codes.ClinicFull]);
        var view = (await Clinic.View()).Value!;
        (view.Taken, view.InReserve).ShouldBe((Places, Reserve));
        var places = await Task.WhenAll(winners.Select(async n => (await Clinic.Place(Fair.P(n))).Value!));
        places.Count(place => place.Status is PlaceStatus.Held).ShouldBe(Places);
        places.Where(place => place.Line is not null).Select(place => place.Line!.Value).Order().ShouldBe(Enumerable.Range(1, Reserve));

        // Half of them give back what they have while others try; then everybody tries once more, and it is full again.
        await Task.WhenAll(Enumerable.Range(1, Patients).Select(n => Task.Run(async () =>
        {
            if (winners.Contains(n) && n % 2 == 0) await _hospital.Do(Clinic, Fair.Side(n), new GivePlaceBack(Fair.P(n)));
            else await TakeAsync(n, "again");
        })));
        view = (await Clinic.View()).Value!;
        view.Taken.ShouldBeLessThanOrEqualTo(Places);
        if (view.InReserve > 0) view.Taken.ShouldBe(Places, "somebody waits while a place is free");
        await Task.WhenAll(Enumerable.Range(1, Patients).Select(n => Task.Run(() => TakeAsync(n, "once more"))));
        view = (await Clinic.View()).Value!;
        (view.Taken, view.InReserve).ShouldBe((Places, Reserve));
    }

    [Fact]
    public async Task The_same_key_of_two_patients_is_two_commands_and_of_one_patient_is_one()
    {
        _hospital.Clock.Advance(Fair.OpensAt - _hospital.Clock.GetUtcNow());
        var first = await TakeAsync(1, "k");
        var other = await TakeAsync(2, "k");
        (first.Code, other.Code).ShouldBe((null, null));
        other.Value.ShouldNotBe(first.Value);
        (await TakeAsync(1, "k")).ShouldBe(first);
        // The doctor's command under that key is another one, too.
        (await Clinic.Execute(new(new("k"), Doctor(1), new InviteHost(Fair.D(9))))).Code.ShouldBe(Codes.OfferingNone);
        (await Clinic.Execute(new(new("k"), Fair.Side(1), new GivePlaceBack(Fair.P(1))))).Code.ShouldBe(Codes.CommandReused);
        (await Clinic.Place(Fair.P(1))).Value!.Status.ShouldBe(PlaceStatus.Held);
    }

    [Fact]
    public async Task Who_may_not_have_a_place_is_refused_and_takes_none_from_others()
    {
        _hospital.Clock.Advance(Fair.OpensAt - _hospital.Clock.GetUtcNow());
        await _hospital.Do(Patient(1), People.Staff, new RejectRealName("照片不清楚"));
        (await TakeAsync(1, "k")).Code.ShouldBe(Codes.PatientUnverified);
        (await TakeAsync(Patients + 1, "k")).Code.ShouldBe(Codes.Forbidden, "nobody registered this one");
        (await Clinic.View()).Value!.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_crash_between_the_reservation_and_the_decision_leaves_nothing_behind()
    {
        _hospital.Clock.Advance(Fair.From - _hospital.Clock.GetUtcNow());
        await AskAsync(1);
        await AskAsync(2);
        // The host claimed and reserved, and then the process ended: neither the consultation nor the host heard of it.
        var claimed = await Clinic.Execute(new(new("g:claim"), Doctor(1), new ClaimAtClinic(Fair.D(1), null)));
        var place = JsonSerializer.Deserialize<ClaimedPlace>(claimed.Value!, FeedJson.Options)!;
        var reserve = new Reserve(Fair.C(1)) { Kind = ConsultationKind.FreeClinic, RequestedAt = place.RequestedAt, AcceptBy = place.AcceptBy };
        (await Desk(1).Execute(new(new("g:reserve"), Doctor(1), reserve))).Code.ShouldBeNull();
        await _hospital.RestartAsync();
        (await GrabAsync(2, "h", Fair.C(1))).Code.ShouldBe(Codes.ConsultationTaken);

        _hospital.Clock.Advance(TimeSpan.FromSeconds(91));

        (await GrabAsync(2, "i")).Value.ShouldBe(Fair.C(1).Value, "it is back in its old place");
        (await Desk(1).Desk()).Value!.Entries.ShouldBeEmpty();
        (await Desk(1).Desk()).Value!.DailyCaps.Single(cap => cap.Kind is ConsultationKind.FreeClinic).Today.ShouldBe(0);
        // The first host asks again under the old id: the old reservation has ended.
        (await GrabAsync(1, "g")).Code.ShouldBe(Codes.ConsultationTaken);
        (await GrabAsync(1, "j")).Value.ShouldBe(Fair.C(2).Value);
        await _hospital.Until(Fair.Id.Feed, "place.accepted", 2);
        (await Clinic.Pool()).Value!.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_at_the_daily_cap_gives_the_claim_back_at_once()
    {
        _hospital.Clock.Advance(Fair.From - _hospital.Clock.GetUtcNow());
        await _hospital.Do(Desk(1), Doctor(1), new SetDailyCap(ConsultationKind.FreeClinic, 1));
        foreach (var n in new[] { 1, 2 }) await AskAsync(n);
        (await GrabAsync(1, "g")).Code.ShouldBeNull();
        (await GrabAsync(1, "h")).Code.ShouldBe(Codes.DoctorCapDaily);
        (await GrabAsync(2, "h")).Value.ShouldBe(Fair.C(2).Value);
    }

    private static Hospital NewHospital() => new();

    private static Answer Same(Answer first, Answer second)
    {
        (first.Code, first.Value).ShouldBe((second.Code, second.Value), "one patient has one answer to one command");
        return first;
    }

    private Task<Answer> TakeAsync(int patient, string id) =>
        Clinic.Execute(new(new(id), Fair.Side(patient), new TakePlace(Fair.P(patient)) { OrReserve = true }));

    /// <summary>The patient takes a place and uses it at once.</summary>
    private async Task AskAsync(int n)
    {
        await TakeAsync(n, "place");
        var place = (await Clinic.Place(Fair.P(n))).Value!.Place;
        var wish = new RequestConsultation
        {
            Patient = Fair.P(n), Kind = ConsultationKind.FreeClinic, Clinic = Fair.Id, Place = place, Complaint = "血压偏高",
        };
        (await _hospital.Consultation(Fair.C(n).Value).Request(new(new($"ask-{n}"), Fair.Side(n), wish))).Code.ShouldBeNull();
        await _hospital.Until(Fair.C(n).Feed, "consultation.waiting");
        _hospital.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<Answer> GrabAsync(int doctor, string id, ConsultationId? named = null) =>
        Desk(doctor).Grab(new(new(id), Doctor(doctor), new GrabAtClinic(Fair.Id, named)));

    private async Task RegisterAsync(int n)
    {
        var form = new RegisterPatient { Name = "王小明", BirthDate = "1960-05-01", Relation = Relation.Self };
        await _hospital.Do(Patient(n), Fair.Side(n), form);
        await _hospital.Do(Patient(n), People.Staff, new VerifyRealName("police-database"));
        await _hospital.Do(Patient(n), Fair.Side(n), new GrantConsent { Purpose = ConsentPurpose.HealthData, TextVersion = "1", Channel = "web" });
    }

    private async Task HireAsync(int n)
    {
        await _hospital.Do(Desk(n), Doctor(n), Doctors.Desk.Form);
        await _hospital.Do(Desk(n), People.Staff, new VerifyLicence($"{n}", _hospital.Clock.GetUtcNow().AddYears(1)));
        await _hospital.Do(Desk(n), Doctor(n), new Offer(ConsultationKind.FreeClinic, 0));
    }

    private Caller Doctor(int n) => Fair.Doctor(n) with { AuthenticatedAt = _hospital.Clock.GetUtcNow() };

    private IDoctorGrain Desk(int n) => _hospital.Grains.GetGrain<IDoctorGrain>(Fair.D(n).Value);

    private IPatientGrain Patient(int n) => _hospital.Grains.GetGrain<IPatientGrain>(Fair.P(n).Value);
}
