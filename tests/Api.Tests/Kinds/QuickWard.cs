using System.Text.Json;
using Consult.Departments;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>A server under a virtual clock, a patient, an operator, and doctors of one department.</summary>
internal sealed class QuickWard : IAsyncDisposable
{
    public const string Name = "呼吸内科";
    public const int PriceFen = 1900;

    private readonly List<Doctor> _doctors = [];

    private QuickWard(VirtualClock clock, TestServer server, Practice practice) =>
        (Clock, Server, Practice) = (clock, server, practice);

    public VirtualClock Clock { get; }

    public TestServer Server { get; }

    public Practice Practice { get; }

    public Person Lin => Practice.Lin;

    public static string Id => DepartmentId.Of(Name).Value;

    public static async Task<QuickWard> OpenAsync(DateTimeOffset? at = null)
    {
        var clock = new VirtualClock(at);
        var server = await TestServer.StartAsync(clock, settings: ["--CommandRate:PerSecond", "10000", "--CommandRate:Burst", "10000"]);
        return new(clock, server, await Practice.OpenAsync(server));
    }

    /// <summary>A doctor of the department, online and on duty.</summary>
    public async Task<Doctor> OnDutyAsync(string account)
    {
        var person = await Person.SignInAsync(Server, account, "doctor");
        var id = Practice.Accepted(await person.PostAsync("/doctors", new
        {
            name = account, title = "主治医师", department = Name, hospital = "示例医院", introduction = "",
        })).Id;
        var doctor = new Doctor(this, person, id);
        _doctors.Add(doctor);
        Practice.Accepted(await Practice.Operator.PutAsync($"/doctors/{id}/licence", new { licenceNumber = account, validUntil = "2099-12-31" }));
        Practice.Accepted(await person.PutAsync($"/doctors/{id}/presence", new { online = true }));
        Practice.Accepted(await doctor.BeginDutyAsync());
        return doctor;
    }

    public Task<Reply> RequestAsync(string complaint = "咳嗽三天，晚上加重") =>
        Lin.PostAsync("/consultations", new { patient = Practice.Patient, kind = "quick", department = Name, complaint });

    /// <summary>Asks for a quick consultation and waits until it is paid and in the pool; the next is a second later.</summary>
    public async Task<string> AskAsync(string complaint = "咳嗽三天，晚上加重")
    {
        var id = Practice.Accepted(await RequestAsync(complaint)).Id;
        await UntilAsync(async () => await StatusAsync(id) == "waiting");
        Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    public async Task<string> StatusAsync(string consultation) =>
        (await Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString()!;

    /// <summary>For whom a waiting consultation is held.</summary>
    public async Task<string?> HeldForAsync(string consultation)
    {
        var pool = Practice.Accepted(await Practice.Operator.GetAsync($"/departments/{Id}/pool"));
        var place = pool["first"].EnumerateArray().SingleOrDefault(p => p.GetProperty("consultation").GetString() == consultation);
        return place.ValueKind is JsonValueKind.Object && place.TryGetProperty("heldFor", out var held) ? held.GetString() : null;
    }

    /// <summary>Asks the server until it is so. Reactions take their time and no clock; a retry of one takes a little of it.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 1; attempt <= 3000; attempt++)
        {
            if (await isSo()) return;
            if (attempt % 50 == 0) Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        throw new TimeoutException("It never came about.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var doctor in _doctors) doctor.Person.Dispose();
        Practice.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A doctor of the department.</summary>
    public sealed record Doctor(QuickWard Ward, Person Person, string Id)
    {
        public Task<Reply> BeginDutyAsync() => Person.PutAsync($"/departments/{QuickWard.Id}/duty", new { doctor = Id });

        public Task<Reply> EndDutyAsync() => Person.DeleteAsync($"/departments/{QuickWard.Id}/duty", new { doctor = Id });

        public Task<Reply> GrabAsync(string? consultation = null, string? key = null) =>
            Person.PostAsync($"/departments/{QuickWard.Id}/grab", new { doctor = Id, consultation }, key);

        public Task<Reply> DeclineAsync(string consultation) =>
            Person.PostAsync($"/departments/{QuickWard.Id}/decline", new { doctor = Id, consultation });
    }
}
