using System.Text.Json;
using Consult.Api.Tests.Live;
using Consult.Feeds;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.AspNetCore.Builder;

namespace Consult.Api.Tests.Livestreams;

/// <summary>A livestream that is live, on a server under a clock that the test moves.</summary>
internal sealed class Broadcast : IAsyncDisposable
{
    private readonly List<Person> _people = [];

    private readonly TestServer _first;

    private Broadcast(TestServer server, VirtualClock clock, Practice practice, string id) =>
        (_first, Server, Clock, Practice, Id) = (server, server, clock, practice, id);

    /// <summary>The server that runs now.</summary>
    public TestServer Server { get; private set; }

    public VirtualClock Clock { get; }

    public Practice Practice { get; }

    public string Id { get; }

    public string Feed => $"livestream/{Id}";

    public string Path => $"/livestreams/{Id}";

    public Person Host => Practice.Wang;

    public Person Operator => Practice.Operator;

    public static Task<Broadcast> OpenAsync(params string[] settings) => OpenAsync(adjust: null, settings);

    public static async Task<Broadcast> OpenAsync(Action<WebApplicationBuilder>? adjust, params string[] settings)
    {
        var clock = new VirtualClock();
        var server = await TestServer.StartAsync(clock, adjust: adjust, settings: settings);
        var practice = await Practice.OpenAsync(server);
        var wish = new
        {
            doctor = practice.Doctor, title = "流感怎么防", introduction = "秋冬健康", startsAt = clock.GetUtcNow().AddHours(1),
        };
        var id = Practice.Accepted(await practice.Wang.PostAsync("/livestreams", wish)).Id;
        Practice.Accepted(await practice.Wang.PostAsync($"/livestreams/{id}/start"));
        return new(server, clock, practice, id);
    }

    /// <summary>Somebody who signs in as a patient: a viewer, under a nickname when one is given.</summary>
    public async Task<Person> ViewerAsync(string account, string? nickname = null)
    {
        var person = await EnterAsync(account, "patient");
        if (nickname is not null) Practice.Accepted(await person.PutAsync($"{Path}/nickname", new { nickname }));
        return person;
    }

    public async Task<Person> ModeratorAsync(string account = "a-mod")
    {
        Practice.Accepted(await Host.PutAsync($"{Path}/moderators/{account}"));
        return await EnterAsync(account, "assistant");
    }

    public async Task<Person> EnterAsync(string account, string role)
    {
        var person = await Person.SignInAsync(Server, account, role);
        _people.Add(person);
        return person;
    }

    /// <summary>Stops the server and starts it again on the same record; everybody enters anew.</summary>
    public async Task RestartAsync()
    {
        await Server.StopAsync();
        Server = await TestServer.StartAsync(Clock, data: _first.Data);
    }

    /// <summary>Watches from the start on.</summary>
    public async Task<LiveReader> WatchAsync(Person person)
    {
        var reader = await LiveReader.OpenAsync(Server, person);
        (await reader.SubscribeAsync(Feed)).ShouldBeNull();
        return reader;
    }

    /// <summary>Writes a line and says its number.</summary>
    public async Task<long> SayAsync(Person person, string text) => LineOf(await person.PostAsync($"{Path}/chat", new { text }));

    /// <summary>Asks and says the question's number.</summary>
    public async Task<long> AskAsync(Person person, string text, bool isAnonymous = false) =>
        LineOf(await person.PostAsync($"{Path}/questions", new { text, isAnonymous }));

    /// <summary>Asks what is held, because with the lines before it, it completes a telephone number; says its number.</summary>
    public async Task<long> AskHeldAsync(Person person, string text)
    {
        foreach (var piece in new[] { "139", "8765" }) await SayAsync(person, piece);
        var asked = await person.PostAsync($"{Path}/questions", new { text = "4321" + text, isAnonymous = false });
        Practice.Accepted(asked)["isHeld"].GetBoolean().ShouldBeTrue();
        return LineOf(asked);
    }

    /// <summary>The whole history as somebody may read it.</summary>
    public async Task<JsonElement[]> HistoryAsync(Person person)
    {
        var events = new List<JsonElement>();
        for (var (after, isDone) = ("0", false); !isDone;)
        {
            var page = Practice.Accepted(await person.GetAsync($"/feeds/{Feed}/events?limit=500&after={after}"));
            events.AddRange(page["events"].EnumerateArray());
            after = page["to"].GetString()!;
            isDone = after == page["head"].GetString();
        }
        return [.. events];
    }

    /// <summary>The livestream as the host sees it.</summary>
    public async Task<JsonElement> ViewAsync() => Practice.Accepted(await Host.GetAsync(Path)).Body;

    /// <summary>
    /// Lets second after second pass until something is so. Each beat of the server takes its course while it is asked
    /// over the network.
    /// </summary>
    public async Task<JsonElement> BeatUntilAsync(Func<JsonElement, bool> isSo)
    {
        for (var beat = 0; beat < 200; beat++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            for (var attempt = 0; attempt < 5; attempt++)
                if (await ViewAsync() is var view && isSo(view)) return view;
        }
        throw new TimeoutException("It never became so.");
    }

    /// <summary>The same until a reader has heard a signal.</summary>
    public async Task<JsonElement> BeatUntilHeardAsync(LiveReader reader, Func<JsonElement, bool> isIt)
    {
        var hearing = reader.HearAsync("signal", signal =>
            signal.GetProperty("type").GetString() == "livestream.now" && isIt(signal.GetProperty("figures")));
        for (var beat = 0; beat < 200 && !hearing.IsCompleted; beat++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await ViewAsync();
        }
        return (await hearing).GetProperty("figures");
    }

    /// <summary>Signals, and waits until the livestream has it.</summary>
    public async Task SignalAsync(LiveReader reader, string type)
    {
        await reader.SignalAsync(Feed, type);
        // Calls of one connection are taken in order: this one is refused after the signal has gone to the actor.
        (await reader.SignalDataAsync(Feed, "none", null)).ShouldBe(Codes.Invalid);
        await ViewAsync();
    }

    /// <summary>Every event of the livestream that was heard live.</summary>
    public JsonElement[] HeardBy(LiveReader reader) =>
    [
        .. reader.Heard.Where(call => call.Target == "frame" && call.Argument.GetProperty("feed").GetString() == Feed)
            .SelectMany(call => call.Argument.GetProperty("events").EnumerateArray()),
    ];

    public static long LineOf(Reply reply) => Practice.Accepted(reply)["line"].GetInt64();

    /// <summary>Whether a body holds a text. Bodies alone: a command's random id may hold any four digits.</summary>
    public static bool Says(IEnumerable<JsonElement> events, string text) =>
        events.Any(e => e.GetProperty("body").GetRawText().Contains(text, StringComparison.Ordinal));

    public static string TypeOf(JsonElement e) => e.GetProperty("type").GetString()!;

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) person.Dispose();
        Practice.Dispose();
        await Server.DisposeAsync();
        // The folder is the first one's.
        if (Server != _first) await _first.DisposeAsync();
    }
}
