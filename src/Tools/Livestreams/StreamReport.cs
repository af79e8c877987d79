using System.Globalization;
using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>What a run of a livestream found.</summary>
internal sealed record StreamResult
{
    /// <summary>Who watched.</summary>
    public required int Viewers { get; init; }

    /// <summary>Questions asked.</summary>
    public required int Questions { get; init; }

    /// <summary>Questions that are answered, as the server says.</summary>
    public required int Answered { get; init; }

    /// <summary>Votes, as the server says.</summary>
    public required int Votes { get; init; }

    /// <summary>Lines of the chat, the host's answers included.</summary>
    public required int Lines { get; init; }

    /// <summary>Lines and questions that were held and released by the host.</summary>
    public required int Held { get; init; }

    /// <summary>The number of the last event.</summary>
    public required long Events { get; init; }

    /// <summary>Events that viewers received, all together.</summary>
    public required long Deliveries { get; init; }

    /// <summary>Every difference.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>From a line's first attempt to each viewer.</summary>
    public required Percentiles DeliveryTimes { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsClean => Findings.Count == 0;

    /// <summary>How many findings there are of a kind.</summary>
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}

/// <summary>Says what a run of a livestream found.</summary>
internal static class StreamReport
{
    private const int MostFindings = 20;

    /// <summary>A line for each of the first findings, and one with the counts.</summary>
    public static void Print(StreamResult result)
    {
        foreach (var finding in result.Findings.Take(MostFindings)) Console.WriteLine($"{finding.Kind}: {finding.View}: {finding.What}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"livestream: viewers={result.Viewers} questions={result.Questions} answered={result.Answered} votes={result.Votes} lines={result.Lines} "
            + $"held={result.Held} events={result.Events} deliveries={result.Deliveries} "
            + $"lost={result.Count(FindingKind.Lost)} doubled={result.Count(FindingKind.Doubled)} "
            + $"misordered={result.Count(FindingKind.Misordered)} differing={result.Count(FindingKind.Altered)} "
            + $"delivery_p50_ms={result.DeliveryTimes.P50.TotalMilliseconds:F1} delivery_p99_ms={result.DeliveryTimes.P99.TotalMilliseconds:F1} "
            + $"seconds={result.Took.TotalSeconds:F1}"));
    }
}
