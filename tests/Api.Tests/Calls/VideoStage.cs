using System.Text.Json;
using Consult.Api.Tests.Live;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Calls;

/// <summary>A practice that offers video, under a clock that the test moves.</summary>
internal sealed class VideoStage : IAsyncDisposable
{
    // What has been begun here: whatever it tells others must have arrived before the clock is moved.
    private readonly HashSet<FeedId> _feeds = [];

    private VideoStage(TestServer server, VirtualClock clock, Practice practice) =>
        (Server, Clock, Practice) = (server, clock, practice);

    public TestServer Server { get; }

    public VirtualClock Clock { get; }

    public Practice Practice { get; }

    public Person Lin => Practice.Lin;

    public Person Wang => Practice.Wang;

    public static async Task<VideoStage> OpenAsync(params string[] settings)
    {
        var clock = new VirtualClock();
        var server = await TestServer.StartAsync(clock, settings: settings);
        var practice = await Practice.OpenAsync(server);
        Practice.Accepted(await practice.Wang.PutAsync($"/doctors/{practice.Doctor}/offerings/video", new { priceFen = 9900 }));
        return new(server, clock, practice);
    }

    /// <summary>Publishes a slot of 15 minutes.</summary>
    public async Task<DateTimeOffset> PublishSlotAsync(TimeSpan ahead)
    {
        var start = Clock.GetUtcNow() + ahead;
        Practice.Accepted(await Wang.PutAsync($"/doctors/{Practice.Doctor}/slots/{start:yyyy-MM-ddTHH:mm:ssZ}", new { minutes = 15 }));
        return start;
    }

    /// <summary>The free slots, as anybody sees them.</summary>
    public async Task<DateTimeOffset[]> FreeSlotsAsync() =>
        [.. Practice.Accepted(await Lin.GetAsync($"/doctors/{Practice.Doctor}/slots"))["slots"].EnumerateArray()
            .Select(slot => slot.GetProperty("start").GetDateTimeOffset())];

    /// <summary>A video consultation that the doctor has accepted, from the live queue or for a slot.</summary>
    public async Task<string> BeginAsync(Person? person = null, string? patient = null, DateTimeOffset? slotAt = null, Person? doctor = null)
    {
        var wish = new { patient = patient ?? Practice.Patient, doctor = Practice.Doctor, kind = "video", slotAt, complaint = "想当面看看皮疹" };
        var id = Practice.Accepted(await (person ?? Lin).PostAsync("/consultations", wish)).Id;
        await UntilAsync(person ?? Lin, $"/consultations/{id}", found => found.GetProperty("status").GetString() == "waiting");
        Practice.Accepted(await (doctor ?? Wang).PostAsync($"/consultations/{id}/accept"));
        _feeds.Add(new(FeedKinds.Consultation, id));
        return id;
    }

    /// <summary>Somebody else who consults here, with a patient of their own.</summary>
    public async Task<(Person Person, string Patient)> AddPatientAsync(string account)
    {
        var person = await Person.SignInAsync(Server, account, "patient");
        var patient = Practice.Accepted(await person.PostAsync("/patients", new { name = "周大海", birthDate = "1980-02-03", relation = "self" })).Id;
        Practice.Accepted(await Practice.Operator.PutAsync($"/patients/{patient}/verification", new { method = "id-card" }));
        Practice.Accepted(await person.PutAsync($"/patients/{patient}/consents/healthData", new { textVersion = "2026-01", channel = "web" }));
        return (person, patient);
    }

    /// <summary>Calls; the call rings.</summary>
    public async Task<string> RingAsync(Person person, string consultation)
    {
        var call = Practice.Accepted(await person.PostAsync($"/consultations/{consultation}/calls")).Id;
        _feeds.Add(new(FeedKinds.Call, call));
        return call;
    }

    /// <summary>
    /// Lets time pass once everybody has been told of what happened: a message under way would find that it took too
    /// long, and its sender would wait for the clock to try again.
    /// </summary>
    public async Task PassAsync(TimeSpan time)
    {
        foreach (var feed in _feeds) await QuietAsync(feed);
        Clock.Advance(time);
    }

    /// <summary>A patient's call that the doctor has answered.</summary>
    public async Task<string> ConnectAsync(string consultation)
    {
        var call = await RingAsync(Lin, consultation);
        Practice.Accepted(await Wang.PostAsync($"/calls/{call}/answer"));
        return call;
    }

    /// <summary>A call as it stands now: status, and why it ended.</summary>
    public async Task<(string Status, string? Reason)> ShowAsync(string call)
    {
        var view = Practice.Accepted(await Wang.GetAsync($"/calls/{call}")).Body;
        return (view.GetProperty("status").GetString()!, view.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
    }

    /// <summary>Waits until a call that has ended has given somebody's line back.</summary>
    public static Task LineIsFreeAsync(Person person, string call) =>
        UntilAsync(person, $"/feeds/account/{person.Account}/events?after=0&limit=500", page => EventsIn(page).Any(e =>
            e.GetProperty("type").GetString() == "line.released" && e.GetProperty("body").GetProperty("call").GetString() == call));

    /// <summary>Somebody at the hub who watches a feed from its start.</summary>
    public async Task<LiveReader> WatchAsync(Person person, string feed)
    {
        var reader = await LiveReader.OpenAsync(Server, person);
        (await reader.SubscribeAsync(feed)).ShouldBeNull();
        return reader;
    }

    /// <summary>Waits for an event in what somebody watches.</summary>
    public static async Task<JsonElement> HearEventAsync(LiveReader reader, string type)
    {
        var frame = await reader.HearAsync("frame", frame => EventsIn(frame).Any(e => e.GetProperty("type").GetString() == type));
        return EventsIn(frame).First(e => e.GetProperty("type").GetString() == type).GetProperty("body");
    }

    /// <summary>Says "I am here" and waits until the call has heard it.</summary>
    public async Task SpeakUpAsync(LiveReader reader, string call)
    {
        await reader.SignalAsync($"call/{call}", "call.alive");
        // Calls of one connection are taken in order: this one is refused after the signal has gone to the actor.
        (await reader.SignalDataAsync($"call/{call}", "none", null)).ShouldBe(Codes.Invalid);
        await ShowAsync(call);
    }

    /// <summary>Asks until the answer is as wished. The server is asked over the network, so this gives way.</summary>
    public static async Task<JsonElement> UntilAsync(Person person, string path, Func<JsonElement, bool> isSo)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if (await person.GetAsync(path) is { Status: 200 } reply && isSo(reply.Body))
                return reply.Body;
        throw new TimeoutException(path);
    }

    /// <summary>Waits for events of a type in a feed and returns their bodies.</summary>
    public static async Task<JsonElement[]> EventsAsync(Person person, string feed, string type, int count = 1)
    {
        var page = await UntilAsync(person, $"/feeds/{feed}/events?after=0&limit=500", page => OfType(page).Length >= count);
        return OfType(page);

        JsonElement[] OfType(JsonElement page) =>
            [.. EventsIn(page).Where(e => e.GetProperty("type").GetString() == type).Select(e => e.GetProperty("body"))];
    }

    public async ValueTask DisposeAsync()
    {
        Practice.Dispose();
        foreach (var feed in _feeds) await QuietAsync(feed);
        await Server.DisposeAsync();
    }

    // The store is asked over and over, so this gives way.
    private async Task QuietAsync(FeedId feed)
    {
        var store = Server.Services.GetRequiredService<IFeedStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!patience.IsCancellationRequested)
        {
            if (await store.ReadHeadAsync(feed, CancellationToken.None) is { } head && head.Reacted >= head.Position.Seq) return;
            await Task.Yield();
        }
        throw new TimeoutException($"{feed} still owes messages.");
    }

    private static JsonElement.ArrayEnumerator EventsIn(JsonElement holder) => holder.GetProperty("events").EnumerateArray();
}
