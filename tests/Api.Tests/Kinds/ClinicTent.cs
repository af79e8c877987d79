using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>A server of its own under a virtual clock, doctors who offer free clinics, and verified patients.</summary>
internal sealed class ClinicTent : IAsyncDisposable
{
    private readonly VirtualClock _clock;
    private readonly List<Member> _members = [];

    private ClinicTent(VirtualClock clock, TestServer server) => (_clock, Server) = (clock, server);

    public TestServer Server { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The operator.</summary>
    public Member Staff { get; private set; } = null!;

    public static async Task<ClinicTent> OpenAsync()
    {
        var clock = new VirtualClock();
        var server = await TestServer.StartAsync(clock, settings: ["--CommandRate:Burst", "10000"]);
        var tent = new ClinicTent(clock, server);
        tent.Staff = await tent.SignInAsync("a-op", "operator");
        return tent;
    }

    /// <summary>A licensed doctor who offers free clinics.</summary>
    public async Task<Member> DoctorAsync(string account)
    {
        var doctor = await SignInAsync(account, "doctor");
        doctor.Id = Ok(await doctor.PostAsync("/doctors", new
        {
            name = account, title = "主任医师", department = "呼吸内科", hospital = "示例医院", introduction = "",
        })).Id;
        Ok(await Staff.PutAsync($"/doctors/{doctor.Id}/licence", new { licenceNumber = account, validUntil = "2099-12-31" }));
        Ok(await doctor.PutAsync($"/doctors/{doctor.Id}/offerings/freeClinic", new { priceFen = 0 }));
        return doctor;
    }

    /// <summary>A patient who is verified and has consented.</summary>
    public async Task<Member> PatientAsync(string account)
    {
        var patient = await SignInAsync(account, "patient");
        patient.Id = Ok(await patient.PostAsync("/patients", new { name = "林小满", birthDate = "1960-04-01", relation = "self" })).Id;
        Ok(await Staff.PutAsync($"/patients/{patient.Id}/verification", new { method = "id-card" }));
        Ok(await patient.PutAsync($"/patients/{patient.Id}/consents/healthData", new { textVersion = "2026-01", channel = "web" }));
        return patient;
    }

    /// <summary>A clinic of one host, open at once, whose window begins now unless said otherwise.</summary>
    public async Task<string> AnnounceAsync(Member host, int places, int reserve = 0, TimeSpan opensIn = default, TimeSpan beginsIn = default, TimeSpan? lasts = null) =>
        Ok(await host.PostAsync("/clinics", new
        {
            doctor = host.Id, title = "慢病义诊", department = "呼吸内科", opensAt = Now + opensIn, from = Now + beginsIn,
            until = Now + beginsIn + (lasts ?? TimeSpan.FromDays(3)), places, reserve,
        })).Id;

    /// <summary>Time passes, and everybody signs in again.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        foreach (var member in _members) await member.SignInAsync();
    }

    /// <summary>The patient takes a place and uses it; the consultation waits for a host.</summary>
    public async Task<string> AskAsync(Member patient, string clinic, string complaint = "血压偏高")
    {
        Ok(await patient.TakeAsync(clinic));
        var id = Ok(await patient.RequestAsync(clinic, complaint)).Id;
        await BecomesAsync(patient, id, "waiting");
        // The next is later.
        _clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    /// <summary>Asks until a consultation stands as wished.</summary>
    public static Task<Reply> BecomesAsync(Member patient, string consultation, string status) =>
        PracticeOverTime.UntilAsync(() => patient.GetAsync($"/consultations/{consultation}"), view => view["status"].GetString() == status);

    /// <summary>A reply that must be a success.</summary>
    public static Reply Ok(Reply reply) => Practice.Accepted(reply);

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members) member.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<Member> SignInAsync(string account, string role)
    {
        var member = new Member(Server, account, role);
        _members.Add(member);
        await member.SignInAsync();
        return member;
    }

    /// <summary>Somebody with a sign-in that is renewed when time passes.</summary>
    public sealed class Member(TestServer server, string account, string role) : IDisposable
    {
        /// <summary>Signed in since time last passed.</summary>
        public Person Person { get; private set; } = null!;

        /// <summary>The doctor, or the patient.</summary>
        public string Id { get; set; } = "";

        public string Account => account;

        public async Task SignInAsync()
        {
            Dispose();
            Person = await Person.SignInAsync(server, account, role);
        }

        public Task<Reply> GetAsync(string path) => Person.GetAsync(path);

        public Task<Reply> PostAsync(string path, object? body = null, string? key = null) => Person.PostAsync(path, body, key);

        public Task<Reply> PutAsync(string path, object? body = null) => Person.PutAsync(path, body);

        public Task<Reply> DeleteAsync(string path, object? body = null) => Person.DeleteAsync(path, body);

        /// <summary>Takes a place.</summary>
        public Task<Reply> TakeAsync(string clinic, bool orReserve = false, string? key = null) =>
            PostAsync($"/clinics/{clinic}/place", new { patient = Id, orReserve }, key);

        /// <summary>Gives it back.</summary>
        public Task<Reply> GiveBackAsync(string clinic) => DeleteAsync($"/clinics/{clinic}/place", new { patient = Id });

        /// <summary>The own place.</summary>
        public Task<Reply> PlaceAsync(string clinic) => GetAsync($"/clinics/{clinic}/place?patient={Id}");

        /// <summary>Asks for the consultation.</summary>
        public async Task<Reply> RequestAsync(string clinic, string complaint = "血压偏高", int? place = null)
        {
            place ??= (await PlaceAsync(clinic)) is { Status: 200 } held ? held["place"].GetInt32() : 1;
            return await PostAsync("/consultations", new { patient = Id, kind = "freeClinic", clinic, place, complaint });
        }

        /// <summary>Says something in a consultation.</summary>
        public Task<Reply> SayAsync(string consultation, string text) => PostAsync($"/consultations/{consultation}/messages", new { text });

        /// <summary>Grabs who waits longest, or the one named.</summary>
        public Task<Reply> GrabAsync(string clinic, string? consultation = null) =>
            PostAsync($"/clinics/{clinic}/grab", new { doctor = Id, consultation });

        public void Dispose() => Person?.Dispose();
    }
}
