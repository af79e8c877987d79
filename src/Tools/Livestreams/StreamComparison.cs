using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>Compares what was acknowledged in a livestream with what each viewer received and with the history. Pure.</summary>
public static class StreamComparison
{
    /// <summary>Every difference, reader by reader.</summary>
    /// <param name="said">What was acknowledged, of everybody.</param>
    /// <param name="hidden">Numbers of the lines that were hidden in the end.</param>
    /// <param name="live">What the viewers received.</param>
    /// <param name="history">The history, read by a viewer afterwards.</param>
    public static IReadOnlyList<Finding> Of(
        IReadOnlyList<SaidLine> said, IReadOnlySet<long> hidden, IReadOnlyList<StreamView> live, StreamView history)
    {
        var head = history.Frames is [.., var last] ? last.To.Seq : 0;
        var kept = history.Events.DistinctBy(one => one.Seq).ToDictionary(one => one.Seq);
        return
        [
            .. live.Append(history).SelectMany(view => OfView(view, said, head)),
            .. live.SelectMany(view => OfContents(view, kept)),
            .. history.Events.Where(one => hidden.Contains(one.Seq) && one.Text is not null)
                .Select(one => new Finding(FindingKind.Altered, history.Name, $"hidden line {one.Seq}")),
            .. OfOrder(said),
            .. OfTags(said, [.. live, history]),
        ];
    }

    /// <summary>Every question whose votes are not as many as were acknowledged.</summary>
    /// <param name="acknowledged">Votes of each question.</param>
    /// <param name="counted">What the server counts.</param>
    public static IEnumerable<Finding> OfVotes(
        IReadOnlyDictionary<long, int> acknowledged, IReadOnlyDictionary<long, int> counted) =>
        from question in acknowledged
        let count = counted.GetValueOrDefault(question.Key)
        where count != question.Value
        select new Finding(count < question.Value ? FindingKind.Lost : FindingKind.Doubled, "questions", $"votes of {question.Key}");

    private static IEnumerable<Finding> OfView(StreamView view, IReadOnlyList<SaidLine> said, long head)
    {
        IEnumerable<(FindingKind Kind, string What)> findings = [.. OfFrames(view, head), .. OfEvents(view), .. OfLines(view, said)];
        return findings.Select(found => new Finding(found.Kind, view.Name, found.What));
    }

    // Together the frames cover every number once.
    private static IEnumerable<(FindingKind, string)> OfFrames(StreamView view, long head)
    {
        var covered = 0L;
        foreach (var frame in view.Frames)
        {
            if (frame.From <= covered) yield return (FindingKind.Doubled, $"frame {frame.From}..{frame.To.Seq}");
            if (frame.From > covered + 1) yield return (FindingKind.Lost, $"frames {covered + 1}..{frame.From - 1}");
            covered = Math.Max(covered, frame.To.Seq);
        }
        if (covered < head) yield return (FindingKind.Lost, $"frames {covered + 1}..{head}");
    }

    private static IEnumerable<(FindingKind, string)> OfEvents(StreamView view)
    {
        var known = new HashSet<long>();
        var highest = 0L;
        foreach (var frame in view.Frames)
        {
            foreach (var one in frame.Events)
            {
                if (!known.Add(one.Seq)) yield return (FindingKind.Doubled, $"event {one.Seq}");
                else if (one.Seq < highest || one.Seq < frame.From || one.Seq > frame.To.Seq)
                    yield return (FindingKind.Misordered, $"event {one.Seq}");
                highest = Math.Max(highest, one.Seq);
            }
        }
    }

    private static IEnumerable<(FindingKind, string)> OfLines(StreamView view, IReadOnlyList<SaidLine> said)
    {
        var shown = view.Events.Where(one => one.Shows is not null).DistinctBy(one => one.Seq).ToList();
        var byLine = shown.ToLookup(one => one.Shows!.Value);
        var byCommand = shown.Where(one => one.Command is not null).ToLookup(one => one.Command!);
        foreach (var line in said)
        {
            var seen = line.IsHeld ? byLine[line.Line] : byCommand[line.Command];
            var count = seen.Count();
            if (count == 0) yield return (FindingKind.Lost, line.Command);
            if (count > 1) yield return (FindingKind.Doubled, line.Command);
            if (count == 1 && seen.First().Shows != line.Line) yield return (FindingKind.Misordered, line.Command);
        }
    }

    // What is masked differs from what was sent, so readers are held against each other. What was taken away later may
    // still have been there live.
    private static IEnumerable<Finding> OfContents(StreamView view, Dictionary<long, StreamEvent> kept)
    {
        var seen = view.Events.DistinctBy(one => one.Seq).ToDictionary(one => one.Seq);
        foreach (var one in kept.Values)
        {
            if (!seen.TryGetValue(one.Seq, out var live))
                yield return new(FindingKind.Lost, view.Name, $"event {one.Seq}");
            else if (!one.IsRedacted && live.Content != one.Content)
                yield return new(FindingKind.Altered, view.Name, $"event {one.Seq}");
        }
        foreach (var seq in seen.Keys.Where(seq => !kept.ContainsKey(seq)))
            yield return new(FindingKind.Altered, view.Name, $"event {seq} is not in the history");
    }

    // What was acknowledged before another was sent has the lower number, whoever wrote them.
    private static IEnumerable<Finding> OfOrder(IReadOnlyList<SaidLine> said)
    {
        var earliest = long.MaxValue;
        foreach (var line in said.OrderByDescending(line => line.Line))
        {
            if (earliest < line.Sent) yield return new(FindingKind.Misordered, "acknowledged", line.Command);
            earliest = Math.Min(earliest, line.AcknowledgedAt);
        }
    }

    // A number has one tag wherever it is named.
    private static IEnumerable<Finding> OfTags(IReadOnlyList<SaidLine> said, IReadOnlyList<StreamView> views)
    {
        var named = said.Select(line => line.Position).Concat(views.SelectMany(view => view.Frames).Select(frame => frame.To));
        return named.Distinct().GroupBy(position => position.Seq).Where(tags => tags.Count() > 1)
            .Select(tags => new Finding(FindingKind.Misordered, "all", $"tag of {tags.Key}"));
    }
}
