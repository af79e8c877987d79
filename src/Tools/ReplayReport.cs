using System.Globalization;
using Consult.Tools.Replay;
using Spectre.Console;

namespace Consult.Tools;

/// <summary>Shows a replay while it runs, and what it found.</summary>
internal static class ReplayReport
{
    private const int MostFindings = 20;

    /// <summary>Runs with a progress bar on a terminal, with plain lines elsewhere.</summary>
    public static Task<ReplayResult> ShowAsync(Func<IProgress<ReplayProgress>, Task<ReplayResult>> run) =>
        Console.IsOutputRedirected ? run(new PlainLines()) : AnsiConsole.Progress().StartAsync(
            async context => await run(new Bar(context.AddTask("consultations"))));

    public static void Print(ReplayResult result)
    {
        foreach (var difference in Differences(result))
            Console.WriteLine(difference);
        if (result.QuickOpensAt is { } opensAt)
            Console.WriteLine($"quick consultations are closed until {opensAt:u}: none was played");
        var table = new Table().AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        foreach (var (name, value) in Rows(result))
            table.AddRow(name.Replace('_', ' '), value);
        AnsiConsole.Write(table);
        Console.WriteLine("replay: " + string.Join(' ', Rows(result).Select(row => $"{row.Name}={row.Value}")));
    }

    /// <summary>A line for each of the first failures and findings.</summary>
    public static IEnumerable<string> Differences(ReplayResult result) =>
    [
        .. result.Failed.Take(MostFindings).Select(one => $"failed: consultation {one.Consultation}: {one.Code}"),
        .. result.Findings.Take(MostFindings).Select(one => $"{Word(one.Kind)}: {one.View}: {one.What}"),
    ];

    public static string Word(FindingKind kind) => kind switch
    {
        FindingKind.Lost => "lost",
        FindingKind.Doubled => "doubled",
        FindingKind.Misordered => "misordered",
        FindingKind.Altered => "altered",
        _ => "unexpected",
    };

    private static IEnumerable<(string Name, string Value)> Rows(ReplayResult result)
    {
        yield return ("consultations", Number(result.Consultations));
        foreach (var (kind, count) in result.Played)
            yield return (kind, Number(count));
        yield return ("messages", Number(result.Messages));
        foreach (var kind in Enum.GetValues<FindingKind>())
            yield return (Word(kind), Number(result.Count(kind)));
        yield return ("failed", Number(result.Failed.Count));
        yield return ("reconnects", Number(result.Reconnects));
        yield return ("acknowledge_p50_ms", Milliseconds(result.AcknowledgeTimes.P50));
        yield return ("acknowledge_p99_ms", Milliseconds(result.AcknowledgeTimes.P99));
        yield return ("delivery_p50_ms", Milliseconds(result.DeliveryTimes.P50));
        yield return ("delivery_p99_ms", Milliseconds(result.DeliveryTimes.P99));
        yield return ("seconds", result.Took.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value)
        {
            task.MaxValue = value.Consultations;
            task.Value = value.Finished;
            task.Description = $"{value.Finished}/{value.Consultations} consultations, {value.Messages} messages";
        }
    }

    /// <summary>A line for every tenth of the way.</summary>
    private sealed class PlainLines : IProgress<ReplayProgress>
    {
        private readonly Lock _gate = new();
        private int _tenths;

        public void Report(ReplayProgress value)
        {
            lock (_gate)
            {
                var tenths = value.Finished * 10 / value.Consultations;
                if (tenths <= _tenths)
                    return;
                _tenths = tenths;
                Console.WriteLine($"{value.Finished}/{value.Consultations} consultations, {value.Messages} messages");
            }
        }
    }
}
