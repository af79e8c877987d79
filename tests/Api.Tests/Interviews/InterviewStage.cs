using System.Text.Json;
using Consult.Api.Tests.Live;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Interviews;

/// <summary>A practice on a server of its own where questions are asked before the doctor joins.</summary>
internal sealed class InterviewStage : IAsyncDisposable
{
    private InterviewStage(TestServer server, Practice practice) => (Server, Practice) = (server, practice);

    public TestServer Server { get; }

    public Practice Practice { get; }

    public Person Lin => Practice.Lin;

    public Person Wang => Practice.Wang;

    public static async Task<InterviewStage> OpenAsync(TimeProvider? clock = null, params string[] settings)
    {
        var server = await TestServer.StartAsync(clock, settings: ["--CommandRate:PerSecond", "10000", "--CommandRate:Burst", "10000", .. settings]);
        return new(server, await Practice.OpenAsync(server));
    }

    public Task ConsentToSharingAsync() => OkAsync(
        Lin.PutAsync($"/patients/{Practice.Patient}/consents/thirdPartySharing", new { textVersion = "2026-01", channel = "web" }));

    /// <summary>Answers the open question.</summary>
    public Task<Reply> AnswerAsync(string id, int question, string text) =>
        Lin.PostAsync($"/consultations/{id}/interview/answers", new { question, text });

    /// <summary>Waits until a question of that number is open, and returns its source and its text.</summary>
    public Task<(string Source, string Text)> QuestionAsync(string id, int number) => QuestionAsync(Lin, id, number);

    /// <inheritdoc cref="QuestionAsync(string, int)"/>
    public static async Task<(string Source, string Text)> QuestionAsync(Person who, string id, int number)
    {
        var found = await InterviewAsync(who, id, view => view.TryGetProperty("question", out var open) && open.GetProperty("number").GetInt32() == number);
        var question = found.GetProperty("question");
        return (question.GetProperty("source").GetString()!, question.GetProperty("text").GetString()!);
    }

    /// <summary>Waits until the interview is over, and returns why.</summary>
    public async Task<string> EndAsync(string id) =>
        (await InterviewAsync(Lin, id, view => view.GetProperty("status").GetString() == "ended")).GetProperty("reason").GetString()!;

    /// <summary>Waits for an automatic text of a kind in the consultation, as somebody sees it.</summary>
    public static async Task<JsonElement> AutomaticAsync(Person who, string id, string kind)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            var found = (await EventsAsync(who, $"consultation/{id}")).FirstOrDefault(e =>
                e.GetProperty("type").GetString() == "automatic.posted" && e.GetProperty("body").GetProperty("kind").GetString() == kind);
            if (found.ValueKind is JsonValueKind.Object) return found;
        }
        throw new TimeoutException($"No {kind} was posted.");
    }

    public static async Task<JsonElement[]> EventsAsync(Person who, string feed) =>
        [.. (await OkAsync(who.GetAsync($"/feeds/{feed}/events?limit=500")))["events"].EnumerateArray()];

    public async Task<LiveReader> WatchAsync(Person who, string feed)
    {
        var reader = await LiveReader.OpenAsync(Server, who);
        (await reader.SubscribeAsync(feed)).ShouldBeNull();
        return reader;
    }

    public static async Task<Reply> OkAsync(Task<Reply> reply) => Practice.Accepted(await reply);

    public async ValueTask DisposeAsync()
    {
        Practice.Dispose();
        await Server.DisposeAsync();
    }

    // It is opened a moment after the request was answered. The server is asked over the network, so this gives way.
    private static async Task<JsonElement> InterviewAsync(Person who, string id, Func<JsonElement, bool> isSo)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if (await who.GetAsync($"/consultations/{id}/interview") is { Status: 200 } reply && isSo(reply.Body))
                return reply.Body;
        throw new TimeoutException("The interview never came so far.");
    }
}
