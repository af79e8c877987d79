using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>The doctor of a livestream.</summary>
internal sealed class StreamHost(Participant self, string livestream, StreamLedger ledger)
{
    private const int PageSize = 100;

    /// <summary>Key of the livestream.</summary>
    public string Livestream => livestream;

    /// <summary>Registers a doctor and begins a livestream.</summary>
    public static async Task<StreamHost> OpenAsync(
        HttpClient http, string department, StreamLedger ledger, ReplayOptions options, CancellationToken cancellationToken)
    {
        var staff = new Participant(http, $"{options.Operator}-livestream", "operator", options);
        var self = new Participant(http, $"{options.Run}-host", "doctor", options);
        var doctor = await Registration.OfDoctorAsync(self, staff, department, cancellationToken);
        var plan = new { doctor, title = "在线答疑", introduction = "Replayed questions.", startsAt = options.Time.GetUtcNow().AddMinutes(10) };
        var id = (await self.DoAsync(HttpMethod.Post, "livestreams", "schedule", plan, cancellationToken)).Id!;
        var host = new StreamHost(self, id, ledger);
        await host.DoAsync("start", cancellationToken);
        return host;
    }

    /// <summary>Picks a question, and answers it in the chat.</summary>
    public async Task AnswerAsync(long question, string text, CancellationToken cancellationToken)
    {
        await DoAsync($"questions/{question}/pick", cancellationToken);
        await DoAsync($"questions/{question}/begin", cancellationToken);
        var line = await ledger.SayAsync(
            self, $"livestreams/{livestream}/chat", $"answer-{question}", new { text = StreamText.Cut(text, StreamText.LongestLine) }, cancellationToken);
        if (line.IsHeld) await ReleaseAsync(cancellationToken);
        await DoAsync($"questions/{question}/finish", cancellationToken);
    }

    /// <summary>Does not answer a question.</summary>
    public Task DismissAsync(long question, CancellationToken cancellationToken) =>
        DoAsync($"questions/{question}/dismiss", cancellationToken);

    /// <summary>Takes a line away.</summary>
    public Task HideAsync(long shown, CancellationToken cancellationToken) => DoAsync($"shown/{shown}/hide", cancellationToken);

    /// <summary>Shows what is held.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var desk = await self.Http.GetAsync($"livestreams/{livestream}/moderation", cancellationToken);
        foreach (var held in desk.GetProperty("held").EnumerateArray())
            await DoAsync($"held/{held.GetProperty("line").GetInt64()}/release", cancellationToken);
    }

    /// <summary>Ends it.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => DoAsync("end", cancellationToken);

    /// <summary>Votes of every question of a status.</summary>
    public async Task<IReadOnlyDictionary<long, int>> VotesAsync(string status, CancellationToken cancellationToken)
    {
        var votes = new Dictionary<long, int>();
        for (var (skip, total) = (0, 1); skip < total; skip += PageSize)
        {
            var page = await self.Http.GetAsync(
                $"livestreams/{livestream}/questions?status={status}&skip={skip}&limit={PageSize}", cancellationToken);
            total = page.GetProperty("total").GetInt32();
            foreach (var one in page.GetProperty("questions").EnumerateArray())
                votes[one.GetProperty("question").GetInt64()] = one.GetProperty("votes").GetInt32();
        }
        return votes;
    }

    private Task<CommandAnswer> DoAsync(string what, CancellationToken cancellationToken) => self.DoAsync(
        HttpMethod.Post, $"livestreams/{livestream}/{what}", what.Replace('/', '-'), null, cancellationToken);
}

/// <summary>Texts as a livestream takes them.</summary>
public static class StreamText
{
    /// <summary>The longest question, in UTF-16 code units.</summary>
    public const int LongestQuestion = 300;

    /// <summary>The longest line of the chat.</summary>
    public const int LongestLine = 200;

    /// <summary>The beginning of a text, at most so many UTF-16 code units; no character is cut in half.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }
}
