using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Consult.Client;

namespace Consult.Demo;

/// <summary>
/// Plays the scenario to a server through its protocol. Every command has a fixed id, so playing it again changes nothing,
/// and playing it to the end completes what was broken off in the middle. Disposing ends the connections of who is on duty.
/// </summary>
/// <param name="http">With the server's address.</param>
/// <param name="options">Limits and clock.</param>
public sealed class DemoPlayer(HttpClient http, ClientOptions options) : IAsyncDisposable
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly Dictionary<string, ConsultHttp> _people = Scenario.People.ToDictionary(
        person => person.Account,
        person => new ConsultHttp(http, ConsultHttp.Development(http, person.Account, person.Role, options), options));

    private readonly List<LiveConnection> _present = [];
    private Blanks? _blanks;

    /// <summary>Plays it.</summary>
    /// <returns>What was refused: the chapter's rest is left out then. Nothing when all is there.</returns>
    /// <exception cref="ConsultException">The server gave no answer, or refused what everything else needs.</exception>
    public async Task<IReadOnlyList<string>> PlayAsync(CancellationToken cancellationToken)
    {
        var blanks = _blanks = new Blanks(await StartAsync(cancellationToken));
        List<string> leftOut = [];
        foreach (var (number, chapter) in Scenario.Chapters.Index())
            if (await PlayAsync(chapter, blanks, mustSucceed: number == 0, cancellationToken) is { } refused)
                leftOut.Add(refused);
        return leftOut;
    }

    /// <summary>What was made, by its name in the scenario: fills the blanks of a text such as <c>consultations/{cough}</c>.</summary>
    public string Fill(string text) => (_blanks ?? throw new InvalidOperationException("It was not played yet.")).Fill(text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _present) await connection.DisposeAsync();
    }

    // The first who signs in opens the record: that moment stands in it for good.
    private async Task<DateTimeOffset> StartAsync(CancellationToken cancellationToken)
    {
        var page = await _people[Scenario.Opener].EventsAsync($"account/{Scenario.Opener}", FeedPosition.Start, 1, cancellationToken);
        return page.Events[0].At;
    }

    private async Task<string?> PlayAsync(Scenario.Chapter chapter, Blanks blanks, bool mustSucceed, CancellationToken cancellationToken)
    {
        foreach (var act in chapter.Acts)
        {
            try
            {
                await PlayAsync(act, blanks, cancellationToken);
            }
            // Broken off days ago, what was open then may be over: a livestream, a clinic, a limit.
            catch (ConsultException refused) when (!mustSucceed && refused.Status is >= 400 and < 500)
            {
                return $"{chapter.Name}, from {act.Id ?? act.Do} on ({refused.Code})";
            }
        }
        return null;
    }

    private async Task PlayAsync(Act act, Blanks blanks, CancellationToken cancellationToken)
    {
        // Before the act: nobody goes on duty without being reachable.
        if (act.Anew) _present.Add(LiveConnection.Start(_people[act.As], options));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await SendAsync(act, blanks, cancellationToken);
                foreach (var (name, member) in act.Keep) blanks.Keep(name, Member(answer, member));
                return;
            }
            catch (ConsultException refused) when (refused.Code == act.Done)
            {
                return;
            }
            catch (ConsultException refused) when (act.NotYet.Contains(refused.Code) && attempt < Attempts)
            {
                await Task.Delay(Pause, options.Time, cancellationToken);
            }
        }
    }

    private async Task<JsonElement> SendAsync(Act act, Blanks blanks, CancellationToken cancellationToken)
    {
        var who = _people[act.As];
        var (method, path) = blanks.Fill(act.Do).Split(' ') is [var first, var second]
            ? (first, second)
            : throw new FormatException($"{act.Do} is no request.");
        if (method == "GET") return await who.GetAsync(path, cancellationToken);
        if (act.File is not null)
        {
            await who.PutBytesAsync(path, Scenario.File(act.File), cancellationToken);
            return default;
        }
        return await who.CommandAsync<JsonElement>(new(method), path, CommandId(act), blanks.Fill(act.Body), cancellationToken);
    }

    private string CommandId(Act act) => act.Anew
        ? $"demo-{act.Id}-{options.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}"
        : $"demo-{act.Id}";

    private static JsonNode Member(JsonElement answer, string member) => member == "seq"
        ? JsonValue.Create(long.Parse(answer.GetProperty("position").GetString()!.Split('.')[0], CultureInfo.InvariantCulture))
        : JsonNode.Parse(answer.GetProperty(member).GetRawText())!;
}
