using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Groups;

/// <summary>
/// Asks the questions of a file in health groups, each with something private planted in it, has them answered, and
/// looks for what was planted in every byte that other members' sockets received.
/// </summary>
internal static class GroupRun
{
    /// <summary>Questions of one group: far fewer than the 1,000 feeds that one socket may watch.</summary>
    private const int QuestionsPerGroup = 150;

    /// <summary>What a member may ask in 30 days.</summary>
    private const int QuestionsPerMember = 3;

    private const int ReadersPerGroup = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    /// <summary>Plays and looks.</summary>
    /// <exception cref="ConsultException">A step was refused.</exception>
    public static async Task<GroupResult> RunAsync(
        IReadOnlyList<Consultation> input, ReplayOptions options, CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        using var http = new HttpClient { BaseAddress = options.Server };
        var results = new ConcurrentBag<GroupResult>();
        await Parallel.ForEachAsync(
            input.Index().Chunk(QuestionsPerGroup).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallel / 8), CancellationToken = cancellationToken },
            async (chunk, cancelled) => results.Add(await PlayAsync(http, chunk.Index, chunk.Item, options, cancelled)));
        return new()
        {
            Groups = results.Sum(one => one.Groups),
            Questions = results.Sum(one => one.Questions),
            Held = results.Sum(one => one.Held),
            Refused = results.Sum(one => one.Refused),
            Readers = results.Sum(one => one.Readers),
            Bytes = results.Sum(one => one.Bytes),
            Leaked = [.. results.SelectMany(one => one.Leaked)],
            Missing = [.. results.SelectMany(one => one.Missing)],
            Took = options.Time.GetElapsedTime(started),
        };
    }

    private static async Task<GroupResult> PlayAsync(
        HttpClient http, int n, (int Index, Consultation Item)[] questions, ReplayOptions options, CancellationToken cancellationToken)
    {
        var staff = new Participant(http, $"{options.Operator}-group-{n}", "operator", options);
        var host = await GroupHost.OpenAsync(http, n, questions[0].Item.Department, staff, options, cancellationToken);
        var readers = new List<RawReader>();
        var threads = new List<(string Thread, int Index, Consultation Question)>();
        try
        {
            for (var r = 0; r < ReadersPerGroup; r++)
            {
                var member = await GroupMember.JoinAsync(http, host.Group, $"{options.Run}-reader-{n}-{r}", $"读者{r}", options, cancellationToken);
                readers.Add(new());
                await readers[^1].OpenAsync(http, member.Account, host.Group, cancellationToken);
            }
            foreach (var (m, asked) in questions.Chunk(QuestionsPerMember).Index())
            {
                var member = await GroupMember.JoinAsync(http, host.Group, $"{options.Run}-member-{n}-{m}", $"组员{m}号", options, cancellationToken);
                foreach (var (index, question) in asked)
                    threads.Add((await member.AskAsync($"{question.Ask}\n{Planted.Of(index).Sentence}", index, cancellationToken), index, question));
            }
            var held = await host.ReleaseAsync(cancellationToken);
            var answers = 0;
            foreach (var (thread, index, question) in threads)
                if (await host.AnswerAsync(thread, question.Answer, index, cancellationToken)) answers++;
            (string Type, int Count)[] expected = [("question.asked", questions.Length), ("answer.given", answers)];
            await WaitAsync(readers, expected, options, cancellationToken);
            return new()
            {
                Groups = 1,
                Questions = questions.Length,
                Held = held,
                Refused = questions.Length - answers,
                Readers = readers.Count,
                Bytes = readers.Sum(reader => reader.Bytes),
                Leaked = [.. readers.SelectMany(reader => Leaks(reader.Text(), questions))],
                Missing = [.. readers.SelectMany(reader => Missing(reader, expected, host.Group))],
            };
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
    }

    private static async Task WaitAsync(
        List<RawReader> readers, (string Type, int Count)[] expected, ReplayOptions options, CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        while (readers.Any(reader => expected.Any(one => reader.Count(one.Type) < one.Count))
            && options.Time.GetElapsedTime(started) < options.Deadline)
            await Task.Delay(Pause, options.Time, cancellationToken);
    }

    private static IEnumerable<string> Missing(RawReader reader, (string Type, int Count)[] expected, string group)
    {
        foreach (var (type, count) in expected)
            if (reader.Count(type) != count) yield return $"{group}: {type} {reader.Count(type)} of {count}";
    }

    // As it was written, and as JSON may write it.
    private static IEnumerable<string> Leaks(string received, (int Index, Consultation Item)[] questions)
    {
        foreach (var (index, question) in questions)
        {
            var secret = Planted.Of(index).Secret;
            string[] forms =
            [
                secret,
                JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
                JsonEncodedText.Encode(secret).ToString(),
            ];
            if (forms.Any(form => received.Contains(form, StringComparison.Ordinal))) yield return question.ToString();
        }
    }
}

/// <summary>What a run in groups found.</summary>
internal sealed record GroupResult
{
    /// <summary>Groups.</summary>
    public required int Groups { get; init; }

    /// <summary>Questions asked, each with something private.</summary>
    public required int Questions { get; init; }

    /// <summary>Posts that were held and released by the doctor.</summary>
    public required int Held { get; init; }

    /// <summary>Answers that were refused because they sell something.</summary>
    public required int Refused { get; init; }

    /// <summary>Other members whose sockets were recorded.</summary>
    public required int Readers { get; init; }

    /// <summary>Bytes that they received.</summary>
    public required long Bytes { get; init; }

    /// <summary>Questions of which something private reached another member.</summary>
    public required IReadOnlyList<string> Leaked { get; init; }

    /// <summary>What did not reach a member, or more than once.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether everything arrived and nothing private did.</summary>
    public bool IsClean => Leaked.Count == 0 && Missing.Count == 0;
}
