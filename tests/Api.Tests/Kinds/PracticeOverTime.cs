using System.Text.Json;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>A practice on a server of its own, whose clock stands still until the story says that time passes.</summary>
internal sealed class PracticeOverTime : IAsyncDisposable
{
    /// <summary>What a directed consultation costs, in fen.</summary>
    public const long Price = 1900;

    private readonly TestServer _server;
    private readonly Practice _practice;
    private readonly VirtualClock _clock;

    private PracticeOverTime(TestServer server, Practice practice, VirtualClock clock)
    {
        (_server, _practice, _clock) = (server, practice, clock);
        (Lin, Wang, Operator) = (practice.Lin, practice.Wang, practice.Operator);
    }

    /// <summary>The patient's account, signed in since time last passed.</summary>
    public Person Lin { get; private set; }

    /// <summary>The doctor's.</summary>
    public Person Wang { get; private set; }

    /// <summary>The operator's.</summary>
    public Person Operator { get; private set; }

    public string Doctor => _practice.Doctor;

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Opens at eight in the morning of the first of January 2030 in Shanghai.</summary>
    public static async Task<PracticeOverTime> OpenAsync(params string[] settings)
    {
        var clock = new VirtualClock();
        var server = await TestServer.StartAsync(clock, settings: ["--CommandRate:Burst", "10000", .. settings]);
        return new(server, await Practice.OpenAsync(server), clock);
    }

    /// <summary>Time passes, and everybody signs in again.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        foreach (var person in new[] { Lin, Wang, Operator }) person.Dispose();
        Lin = await Person.SignInAsync(_server, Lin.Account, "patient");
        Wang = await Person.SignInAsync(_server, Wang.Account, "doctor");
        Operator = await Person.SignInAsync(_server, Operator.Account, "operator");
    }

    /// <summary>Asks for a consultation of a kind at the doctor; what became of it is not yet known.</summary>
    public async Task<string> RequestAsync(string kind = "directed", DateTimeOffset? slotAt = null) =>
        Ok(await Lin.PostAsync("/consultations", new { patient = _practice.Patient, doctor = Doctor, kind, slotAt, complaint = "咳嗽三天" })).Id;

    /// <summary>The same, waiting at the doctor's desk.</summary>
    public async Task<string> WaitingAsync()
    {
        var id = await RequestAsync();
        await BecomesAsync(id, "waiting");
        return id;
    }

    /// <summary>The same, accepted.</summary>
    public async Task<string> AcceptedAsync()
    {
        var id = await WaitingAsync();
        Ok(await Wang.PostAsync($"/consultations/{id}/accept"));
        return id;
    }

    /// <summary>A consultation as it stands.</summary>
    public async Task<Reply> ViewAsync(string id) => Ok(await Lin.GetAsync($"/consultations/{id}"));

    /// <summary>The doctor's desk.</summary>
    public async Task<Reply> DeskAsync() => Ok(await Wang.GetAsync($"/doctors/{Doctor}/desk"));

    /// <summary>Says something in a consultation.</summary>
    public static Task<Reply> SayAsync(Person who, string id, string text = "好的") => who.PostAsync($"/consultations/{id}/messages", new { text });

    /// <summary>Asks until a consultation stands as wished: actors tell each other a moment after they have answered.</summary>
    public async Task<Reply> BecomesAsync(string id, string status) =>
        await UntilAsync(() => ViewAsync(id), view => view["status"].GetString() == status);

    /// <summary>Asks until the answer is as wished.</summary>
    public static async Task<Reply> UntilAsync(Func<Task<Reply>> ask, Func<Reply, bool> isSo)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if (await ask() is var reply && isSo(reply)) return reply;
        throw new TimeoutException($"It never came so: {(await ask()).Body}");
    }

    /// <summary>The last event of a type in a feed that the doctor may read.</summary>
    public async Task<JsonElement> LastAsync(string feed, string type)
    {
        var page = Ok(await Wang.GetAsync($"/feeds/{feed}/events?limit=500"));
        return page["events"].EnumerateArray().Last(e => e.GetProperty("type").GetString() == type).GetProperty("body");
    }

    /// <summary>A reply that must be a success.</summary>
    public static Reply Ok(Reply reply) => Practice.Accepted(reply);

    public async ValueTask DisposeAsync()
    {
        foreach (var person in new[] { Lin, Wang, Operator }) person.Dispose();
        _practice.Dispose();
        await _server.DisposeAsync();
    }
}
