using System.Collections.Concurrent;
using System.Threading.Channels;
using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>
/// A livestream in which the questions of a file are asked, voted for and answered while many watch, and the comparison
/// of what each of them received.
/// </summary>
internal sealed class StreamRun
{
    /// <summary>Questions that one viewer may have open.</summary>
    private const int QuestionsPerViewer = 3;

    private const int VotersPerQuestion = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly HttpClient _http;
    private readonly ReplayOptions _options;
    private readonly StreamLedger _ledger;
    private readonly StreamHost _host;
    private readonly IReadOnlyList<StreamViewer> _viewers;
    private readonly ConcurrentDictionary<long, int> _votes = [];
    private readonly ConcurrentBag<long> _chat = [];
    private readonly ConcurrentBag<long> _answered = [];

    private StreamRun(
        HttpClient http, ReplayOptions options, StreamLedger ledger, StreamHost host, IReadOnlyList<StreamViewer> viewers) =>
        (_http, _options, _ledger, _host, _viewers) = (http, options, ledger, host, viewers);

    /// <summary>Plays and compares.</summary>
    /// <exception cref="ConsultException">A step was refused.</exception>
    /// <exception cref="InvalidOperationException">There are too few viewers for so many questions.</exception>
    public static async Task<StreamResult> RunAsync(
        IReadOnlyList<Consultation> input, int viewers, ReplayOptions options, CancellationToken cancellationToken)
    {
        if (input.Count > viewers * QuestionsPerViewer)
            throw new InvalidOperationException($"{viewers} viewers ask at most {viewers * QuestionsPerViewer} questions.");
        var started = options.Time.GetTimestamp();
        using var http = new HttpClient { BaseAddress = options.Server };
        var ledger = new StreamLedger(options.Time);
        var host = await StreamHost.OpenAsync(http, input[0].Department, ledger, options, cancellationToken);
        var pool = new ConcurrentDictionary<StreamEvent, StreamEvent>();
        StreamViewer[] audience =
        [
            .. Enumerable.Range(0, viewers).Select(n =>
                new StreamViewer(new Participant(http, $"{options.Run}-viewer-{n}", "patient", options), ledger, pool)),
        ];
        try
        {
            var run = new StreamRun(http, options, ledger, host, audience);
            await run.PlayAsync(input, cancellationToken);
            return await run.CompareAsync(input.Count, started, cancellationToken);
        }
        finally
        {
            foreach (var viewer in audience) await viewer.DisposeAsync();
        }
    }

    private async Task PlayAsync(IReadOnlyList<Consultation> input, CancellationToken cancellationToken)
    {
        var several = new ParallelOptions { MaxDegreeOfParallelism = _options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_viewers.Index(), several, async (viewer, cancelled) =>
        {
            await viewer.Item.OpenAsync(_http, _host.Livestream, cancelled);
            // Who asks, and who writes a line after the question of the viewer before.
            if (viewer.Index <= input.Count)
                await DoAsync(viewer.Index, HttpMethod.Put, "nickname", new { nickname = $"观众{viewer.Index}号" }, cancelled);
        });
        var asked = Channel.CreateUnbounded<(int Index, SaidLine Line)>();
        var answering = AnswerAsync(input, asked.Reader, cancellationToken);
        try
        {
            await Parallel.ForEachAsync(input.Index(), several, async (question, cancelled) =>
                await asked.Writer.WriteAsync((question.Index, await AskAsync(question.Index, question.Item, cancelled)), cancelled));
            asked.Writer.Complete();
        }
        catch (Exception failure)
        {
            asked.Writer.Complete(failure);
            throw;
        }
        finally
        {
            await answering;
        }
    }

    // A question, a line of somebody else's, and votes.
    private async Task<SaidLine> AskAsync(int n, Consultation question, CancellationToken cancellationToken)
    {
        var ask = new { text = StreamText.Cut(question.Ask, StreamText.LongestQuestion), isAnonymous = n % 7 == 6 };
        var line = await _ledger.SayAsync(At(n), $"livestreams/{_host.Livestream}/questions", $"ask-{n}", ask, cancellationToken);
        var remark = new { text = $"{StreamText.Cut(question.Title, StreamText.LongestLine - 20)}，同问{n}" };
        var said = await _ledger.SayAsync(At(n + 1), $"livestreams/{_host.Livestream}/chat", $"chat-{n}", remark, cancellationToken);
        if (said.IsHeld) await _host.ReleaseAsync(cancellationToken);
        else _chat.Add(said.Line);
        if (line.IsHeld) await _host.ReleaseAsync(cancellationToken);
        var voters = Math.Min(VotersPerQuestion, _viewers.Count);
        for (var v = 0; v < voters; v++)
            await DoAsync(n + 2 + v, HttpMethod.Put, $"questions/{line.Line}/vote", null, cancellationToken);
        _votes[line.Line] = voters;
        return line;
    }

    private async Task AnswerAsync(
        IReadOnlyList<Consultation> input, ChannelReader<(int Index, SaidLine Line)> asked, CancellationToken cancellationToken)
    {
        await foreach (var (index, line) in asked.ReadAllAsync(cancellationToken))
        {
            if (index % 10 == 4)
            {
                await _host.DismissAsync(line.Line, cancellationToken);
                continue;
            }
            await _host.AnswerAsync(line.Line, input[index].Answer, cancellationToken);
            _answered.Add(line.Line);
        }
    }

    private async Task<StreamResult> CompareAsync(int questions, long started, CancellationToken cancellationToken)
    {
        HashSet<long> hidden = [.. _chat.Take(1)];
        foreach (var line in hidden) await _host.HideAsync(line, cancellationToken);
        await _host.EndAsync(cancellationToken);
        var history = await ReadHistoryAsync(cancellationToken);
        await WaitAsync(history.Frames[^1].To.Seq, cancellationToken);
        var votes = await _host.VotesAsync("answered", cancellationToken);
        var dismissed = await _host.VotesAsync("dismissed", cancellationToken);
        List<StreamView> live = [.. _viewers.Select(viewer => viewer.ToView())];
        return new()
        {
            Viewers = _viewers.Count,
            Questions = questions,
            Answered = votes.Count,
            Votes = votes.Concat(dismissed).Sum(one => one.Value),
            Lines = _ledger.Said.Count - questions,
            Held = _ledger.Said.Count(line => line.IsHeld),
            Events = history.Frames[^1].To.Seq,
            Deliveries = live.Sum(view => (long)view.Events.Count()),
            Findings =
            [
                .. StreamComparison.Of(_ledger.Said, hidden, live, history),
                .. StreamComparison.OfVotes(_votes, votes.Concat(dismissed).ToDictionary()),
                .. _answered.Where(question => !votes.ContainsKey(question))
                    .Select(question => new Finding(FindingKind.Lost, "questions", $"answer to {question}")),
            ],
            DeliveryTimes = _ledger.DeliveryTimes,
            Took = _options.Time.GetElapsedTime(started),
        };
    }

    private async Task<StreamView> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        var pages = new List<StreamFrame>();
        await foreach (var page in At(0).PagesAsync($"livestream/{_host.Livestream}", cancellationToken))
            pages.Add(new(page.From, page.To, [.. page.Events.Select(StreamEvent.Of)]));
        return new("history", pages);
    }

    private async Task WaitAsync(long head, CancellationToken cancellationToken)
    {
        var started = _options.Time.GetTimestamp();
        while (!_viewers.All(viewer => viewer.IsDone(head)) && _options.Time.GetElapsedTime(started) < _options.Deadline)
            await Task.Delay(Pause, _options.Time, cancellationToken);
    }

    private Participant At(int n) => _viewers[n % _viewers.Count].Self;

    private Task<CommandAnswer> DoAsync(int n, HttpMethod method, string what, object? body, CancellationToken cancellationToken) =>
        At(n).DoAsync(method, $"livestreams/{_host.Livestream}/{what}", what.Replace('/', '-'), body, cancellationToken);
}
