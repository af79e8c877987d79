using System.Collections.Concurrent;
using Consult.Consultations;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Consult.Hosted;

/// <summary>
/// Two hundred doctors on duty in two departments, a hundred patients who wait there, and forty who asked one of these
/// doctors directly. Each doctor has one place.
/// </summary>
internal sealed class GrabRace(Hospital hospital)
{
    public const int Doctors = 200;
    public const int Consultations = 100;
    private const int Directed = 40;
    private const int Cap = 1;
    private const int MostRounds = 50;
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(3);
    private static readonly string[] Names = ["呼吸内科", "儿科"];

    // What doctors were told that they have.
    private readonly ConcurrentDictionary<string, int> _won = [];

    // Who was cut off and never came back.
    private readonly ConcurrentDictionary<int, bool> _gone = [];

    /// <summary>How many consultations doctors were told that they have.</summary>
    public int Won => _won.Count;

    public static Hospital Open(Action<IServiceCollection>? configure = null) => new(services =>
    {
        var usual = new ConsultationOptions();
        services.AddSingleton(Options.Create(new DoctorOptions { ConcurrentCap = Cap }));
        services.AddSingleton(Options.Create(usual with
        {
            QuickPriceFen = 0,
            Quick = usual.Quick with { AcceptWithin = TimeSpan.FromHours(1) },
        }));
        configure?.Invoke(services);
    });

    /// <summary>Brings everybody to where they wait.</summary>
    public async Task GatherAsync()
    {
        await hospital.OpenForBusinessAsync();
        await Parallel.ForAsync(1, Doctors + 1, async (n, _) => await HireAsync(n));
        await Parallel.ForAsync(1, Consultations + 1, async (n, _) => await AskAsync(n));
        await Parallel.ForAsync(1, Doctors + 1, async (n, _) =>
        {
            if (IsAsked(n)) await AskDirectlyAsync(n);
        });
        foreach (var name in Names)
            await hospital.Until(DepartmentId.Of(name).Feed, "pool.joined", Consultations / Names.Length);
    }

    /// <summary>
    /// These doctors grab, all at once; who was asked directly accepts that at the same time. Ends when each has an
    /// answer, or will never have one because the host is gone. Every third of those never comes back.
    /// </summary>
    public Task StormAsync(int first, int last, string id, Action? grabbed = null) => Parallel.ForAsync(
        first, last + 1, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) =>
        {
            if (_gone.ContainsKey(n)) return;
            await Task.WhenAll(GrabAsync(n, id), IsAsked(n) ? AcceptAsync(n, id) : Task.CompletedTask);
            grabbed?.Invoke();
        });

    /// <summary>A host has begun after another one ended: what that one owed others is sent, as the sweeper has it done.</summary>
    public async Task RecoverAsync()
    {
        hospital.Clock.Advance(TimeSpan.FromSeconds(10));
        await hospital.WakeDueAsync();
        await WhenConfirmedAsync(await OwnersAsync());
    }

    /// <summary>
    /// Who was cut off comes back only when everything left behind has lapsed, at first under the old ids; then everybody
    /// goes on until nobody waits. In the end a hundred have won, nobody is over the cap, nothing is reserved, and what a
    /// doctor was told is so.
    /// </summary>
    public async Task FinishAsync(string id)
    {
        await PassAsync(Lapse);
        await StormAsync(1, Doctors, id);
        for (var round = 0; await WaitingAsync() > 0; round++)
        {
            (round < MostRounds).ShouldBeTrue("somebody is never taken");
            await StormAsync(1, Doctors, $"again-{round}");
            // What is offered to somebody without a place goes to others.
            await PassAsync(TimeSpan.FromSeconds(30));
        }
        await PassAsync(Lapse);
        await EveryConsultationHasOneDoctorAsync();
        await EveryDeskHoldsAsync();
    }

    private async Task EveryConsultationHasOneDoctorAsync()
    {
        for (var n = 1; n <= Consultations; n++)
        {
            var view = (await hospital.Consultation($"q-{n}").View()).Value!;
            view.Status.ShouldBe(ConsultationStatus.Active, $"q-{n}");
            var events = await hospital.Store.ReadAsync(view.Consultation.Feed, 0, 1000, CancellationToken.None);
            events.Count(e => e.Envelope.Type == "consultation.accepted").ShouldBe(1, $"q-{n}");
            if (_won.TryGetValue($"q-{n}", out var winner)) view.Doctor.ShouldBe(Id(winner), $"q-{n} was promised");
        }
    }

    private async Task EveryDeskHoldsAsync()
    {
        var owners = await OwnersAsync();
        await WhenConfirmedAsync(owners);
        for (var n = 1; n <= Doctors; n++)
        {
            var desk = (await Doctor(n).Desk()).Value!;
            desk.Active.Length.ShouldBeLessThanOrEqualTo(Cap, $"d-{n} is over the cap");
            desk.Reserved.ShouldBeEmpty($"d-{n} has a reservation left behind");
            desk.Active.Length.ShouldBe(owners[Id(n)].Count(), $"d-{n}");
        }
    }

    // Every doctor who is still there stays connected.
    private async Task PassAsync(TimeSpan time)
    {
        for (var past = TimeSpan.Zero; past < time; past += Pulse.Interval)
        {
            foreach (var name in Names)
                await Department(name).Present([.. Enumerable.Range(1, Doctors).Where(n => !_gone.ContainsKey(n)).Select(Account)]);
            hospital.Clock.Advance(Pulse.Interval);
        }
        await hospital.WakeDueAsync();
    }

    /// <summary>Who has which active consultation.</summary>
    private async Task<ILookup<DoctorId, ConsultationId>> OwnersAsync()
    {
        var owned = new ConcurrentBag<(DoctorId Doctor, ConsultationId Consultation)>();
        var keys = Enumerable.Range(1, Consultations).Select(n => $"q-{n}")
            .Concat(Enumerable.Range(1, Doctors).Where(IsAsked).Select(n => $"x-{n}"));
        await Parallel.ForEachAsync(keys, async (key, cancelled) =>
        {
            if ((await hospital.Consultation(key).View(cancelled)).Value is { Status: ConsultationStatus.Active } view)
                owned.Add((view.Doctor!.Value, view.Consultation));
        });
        return owned.ToLookup(one => one.Doctor, one => one.Consultation);
    }

    private async Task WhenConfirmedAsync(ILookup<DoctorId, ConsultationId> owners)
    {
        foreach (var owner in owners) await hospital.Until(owner.Key.Feed, "slot.confirmed", owner.Count());
    }

    private async Task HireAsync(int n)
    {
        var doctor = Doctor(n);
        await hospital.Do(doctor, By(n), Desk.Form with { Department = NameOf(n) });
        await hospital.Do(doctor, People.Staff, new VerifyLicence($"{n}", hospital.Clock.GetUtcNow().AddYears(1)));
        await hospital.Do(doctor, By(n), new Offer(ConsultationKind.Directed, 0));
        await hospital.Do(doctor, By(n), new GoOnline());
        await hospital.Do(Department(NameOf(n)), By(n), new BeginDuty(Id(n)));
    }

    private async Task AskAsync(int n) => (await hospital.Consultation($"q-{n}").Request(new(
        new($"ask-{n}"), People.Wang, new RequestConsultation
        {
            Patient = People.Patient, Kind = ConsultationKind.Quick, Department = NameOf(n), Complaint = "咳嗽",
        }))).Code.ShouldBeNull();

    private async Task AskDirectlyAsync(int n)
    {
        var answer = await hospital.Consultation($"x-{n}").Request(
            new(new($"direct-{n}"), People.Wang, Visit.Wish with { Doctor = Id(n) }));
        answer.Code.ShouldBeNull();
        await hospital.Until(Id(n).Feed, "queue.joined");
    }

    private async Task GrabAsync(int n, string id)
    {
        var grab = new GrabConsultation(DepartmentId.Of(NameOf(n)), null);
        var answer = await AskAsync(() => Doctor(n).Grab(new(new($"{id}-{n}"), By(n), grab)));
        if (answer is { IsAccepted: true, Value: { } taken })
            _won.GetOrAdd(taken, n).ShouldBe(n, "two doctors were told that they have one consultation");
        if (n % 3 == 0 && answer is null or { Code: Codes.Unknown }) _gone[n] = true;
    }

    private Task<Answer?> AcceptAsync(int n, string id) =>
        AskAsync(() => Doctor(n).Accept(new(new($"{id}-x-{n}"), By(n), new AcceptConsultation(new($"x-{n}")))));

    /// <summary>Null when the host went down and nobody knows.</summary>
    private static async Task<Answer?> AskAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private async Task<int> WaitingAsync()
    {
        var waiting = 0;
        foreach (var name in Names) waiting += (await Department(name).Pool()).Value!.Waiting;
        return waiting;
    }

    private static bool IsAsked(int n) => n % (Doctors / Directed) == 0;

    private static string NameOf(int n) => Names[n % Names.Length];

    private static DoctorId Id(int n) => new($"d-{n + 1000}");

    private static AccountId Account(int n) => new($"a-{n}");

    private Caller By(int n) => new() { Account = Account(n), Role = Role.Doctor, AuthenticatedAt = hospital.Clock.GetUtcNow() };

    private IDoctorGrain Doctor(int n) => hospital.Grains.GetGrain<IDoctorGrain>(Id(n).Value);

    private IDepartmentGrain Department(string name) =>
        hospital.Grains.GetGrain<IDepartmentGrain>(DepartmentId.Of(name).Value);
}
