using System.Text.Json;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Groups;

/// <summary>
/// A server with a health group of Wang, and patients who may publish: Lin asks, Mei is another member, Hua one more, Tang
/// is none.
/// </summary>
internal sealed class HealthGroup : IAsyncDisposable
{
    private readonly Practice _practice;
    private readonly Dictionary<string, (Person Person, string Patient)> _patients = [];

    private HealthGroup(TestServer server, Practice practice) => (Server, _practice) = (server, practice);

    public TestServer Server { get; }

    public Person Wang => _practice.Wang;

    public Person Operator => _practice.Operator;

    public string Doctor => _practice.Doctor;

    /// <summary>The group's key.</summary>
    public string Id { get; private set; } = "";

    public string Feed => $"group/{Id}";

    public static async Task<HealthGroup> OpenAsync(string mode = "open", TimeProvider? clock = null, params string[] settings)
    {
        var server = await TestServer.StartAsync(clock, settings: ["--CommandRate:PerSecond", "10000", "--CommandRate:Burst", "10000", .. settings]);
        var group = new HealthGroup(server, await Practice.OpenAsync(server));
        group.Id = Ok(await group.Wang.PostAsync(
            "/groups", new { doctor = group.Doctor, name = "咳嗽之家", description = "慢性咳嗽的日常管理", mode })).Id;
        return group;
    }

    /// <summary>Somebody by the account's short name; a patient registers and consents to publishing when first asked for.</summary>
    public async Task<(Person Person, string Patient)> PatientAsync(string name)
    {
        if (_patients.TryGetValue(name, out var known)) return known;
        var person = await Person.SignInAsync(Server, "a-" + name, "patient");
        var id = Ok(await person.PostAsync("/patients", new { name = "林小满", birthDate = "1990-04-01", relation = "self" })).Id;
        foreach (var purpose in new[] { "healthData", "publishing" })
            Ok(await person.PutAsync($"/patients/{id}/consents/{purpose}", new { textVersion = "2026-01", channel = "web" }));
        return _patients[name] = (person, id);
    }

    /// <summary>Joins the group and waits until the group knows.</summary>
    /// <returns>The membership.</returns>
    public async Task<string> JoinAsync(string name, string nickname)
    {
        var (person, patient) = await PatientAsync(name);
        var membership = Ok(await person.PostAsync($"/groups/{Id}/join", new { patient, nickname })).Id;
        await UntilAsync(() => person.GetAsync($"/groups/{Id}/members"), reply => reply.Status == 200);
        return membership;
    }

    /// <summary>Asks, and waits until it is shown.</summary>
    /// <returns>The thread.</returns>
    public async Task<string> AskAsync(string name, string membership, string text)
    {
        var (person, _) = await PatientAsync(name);
        var asked = Ok(await person.PostAsync($"/memberships/{membership}/questions", new { text }));
        asked["isHeld"].GetBoolean().ShouldBeFalse();
        await UntilAsync(() => Wang.GetAsync($"/threads/{asked.Id}"), reply => reply.Status == 200);
        return asked.Id;
    }

    /// <summary>A reply that must be a success.</summary>
    public static Reply Ok(Reply reply) => Practice.Accepted(reply);

    /// <summary>Asks until the answer is as wished: actors tell each other a moment after they have answered.</summary>
    public static async Task<Reply> UntilAsync(Func<Task<Reply>> ask, Func<Reply, bool> isSo)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if (await ask() is var reply && isSo(reply)) return reply;
        throw new TimeoutException($"It never came so: {(await ask()).Body}");
    }

    /// <summary>Every event of a feed that somebody may see, with type and text.</summary>
    public static async Task<string[]> HistoryAsync(Person person, string feed)
    {
        var page = Ok(await person.GetAsync($"/feeds/{feed}/events?limit=500"));
        return [.. page["events"].EnumerateArray().Select(Shown)];
    }

    /// <summary>An event as the tests write it: number, type, text, and why the text is gone.</summary>
    public static string Shown(JsonElement e) => Shown(
        e.GetProperty("seq").GetInt64(), e.GetProperty("type").GetString()!,
        e.GetProperty("body").TryGetProperty("text", out var text) ? text.GetString() : null,
        e.TryGetProperty("redacted", out var redacted) ? redacted.GetString() : null);

    /// <inheritdoc cref="Shown(JsonElement)"/>
    public static string Shown(long seq, string type, string? text, string? redacted) =>
        string.Join(' ', new[] { $"{seq}", type, text, redacted is null ? null : $"({redacted})" }.OfType<string>());

    public async ValueTask DisposeAsync()
    {
        foreach (var (person, _) in _patients.Values) person.Dispose();
        _practice.Dispose();
        await Server.DisposeAsync();
    }
}
