using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>One event as a reader got it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Command">Id of the command that caused it, or null.</param>
/// <param name="Text">Its text when it is a message, or null.</param>
public sealed record SeenEvent(long Seq, string? Command, string? Text)
{
    /// <summary>Number and command; never the text.</summary>
    public override string ToString() => $"{Seq} {Command}";
}

/// <summary>All that one reader got of one consultation in one way.</summary>
/// <param name="Consultation">Key of the consultation.</param>
/// <param name="Name">Who and how, for example <c>patient live</c>.</param>
/// <param name="Events">In the order received.</param>
/// <param name="Positions">Every position that frames or pages ended with.</param>
public sealed record View(
    string Consultation, string Name, IReadOnlyList<SeenEvent> Events, IReadOnlyList<FeedPosition> Positions);

/// <summary>One difference between what was acknowledged and what is there.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="View">Where it was seen: consultation, reader, way.</param>
/// <param name="What">The command id or number it is about.</param>
public sealed record Finding(FindingKind Kind, string View, string What);

/// <summary>What can be wrong.</summary>
public enum FindingKind
{
    /// <summary>Acknowledged, but not there.</summary>
    Lost,

    /// <summary>There twice: the same number, or the same command under two numbers.</summary>
    Doubled,

    /// <summary>Numbers do not rise, an author's messages changed places, or a position is not what it was said to be.</summary>
    Misordered,

    /// <summary>There with another text.</summary>
    Altered,

    /// <summary>Not as a consultation of its kind must be in the end.</summary>
    Unexpected,
}

/// <summary>Compares what was acknowledged with what readers see. Pure.</summary>
public static class Comparison
{
    /// <summary>Every difference, view by view.</summary>
    /// <param name="acknowledged">Of one author in one consultation, in the order sent.</param>
    /// <param name="views">What readers got; several of the same consultation are compared each by itself.</param>
    public static IReadOnlyList<Finding> Of(IEnumerable<Acknowledged> acknowledged, IEnumerable<View> views)
    {
        var byConsultation = acknowledged.ToLookup(one => one.Consultation);
        return [.. views.SelectMany(view => Of([.. byConsultation[view.Consultation]], view))];
    }

    private static IEnumerable<Finding> Of(Acknowledged[] acknowledged, View view)
    {
        var commands = acknowledged.Select(one => one.Command).ToHashSet();
        var messages = view.Events
            .Where(seen => seen.Text is not null && seen.Command is not null && commands.Contains(seen.Command))
            .ToLookup(seen => seen.Command!);
        IEnumerable<(FindingKind Kind, string What)> findings =
        [
            .. acknowledged.SelectMany(one => OfMessage(one, [.. messages[one.Command]])),
            .. OfNumbers(view),
            .. OfAuthors(acknowledged, messages),
            .. OfPositions(acknowledged, messages, view),
        ];
        return findings.Select(found => new Finding(found.Kind, $"{view.Consultation} {view.Name}", found.What));
    }

    private static IEnumerable<(FindingKind, string)> OfMessage(Acknowledged one, SeenEvent[] seen)
    {
        if (seen.Length == 0)
            yield return (FindingKind.Lost, one.Command);
        if (seen.Select(message => message.Seq).Distinct().Count() > 1)
            yield return (FindingKind.Doubled, one.Command);
        if (seen.Any(message => message.Text != one.Text))
            yield return (FindingKind.Altered, one.Command);
    }

    private static IEnumerable<(FindingKind, string)> OfNumbers(View view)
    {
        var known = new HashSet<long>();
        var highest = 0L;
        foreach (var seen in view.Events)
        {
            if (!known.Add(seen.Seq))
                yield return (FindingKind.Doubled, $"event {seen.Seq}");
            else if (seen.Seq < highest)
                yield return (FindingKind.Misordered, $"event {seen.Seq}");
            highest = Math.Max(highest, seen.Seq);
        }
    }

    private static IEnumerable<(FindingKind, string)> OfAuthors(
        Acknowledged[] acknowledged, ILookup<string, SeenEvent> messages)
    {
        foreach (var author in acknowledged.GroupBy(one => one.Author))
        {
            var highest = 0L;
            foreach (var one in author)
            {
                if (messages[one.Command].FirstOrDefault() is not { } seen)
                    continue;
                if (seen.Seq < highest)
                    yield return (FindingKind.Misordered, one.Command);
                highest = Math.Max(highest, seen.Seq);
            }
        }
    }

    // An acknowledgement names the position after its command, and a number has one tag wherever it is named.
    private static IEnumerable<(FindingKind, string)> OfPositions(
        Acknowledged[] acknowledged, ILookup<string, SeenEvent> messages, View view)
    {
        var commandAt = view.Events.DistinctBy(seen => seen.Seq).ToDictionary(seen => seen.Seq, seen => seen.Command);
        foreach (var one in acknowledged)
        {
            var isBefore = messages[one.Command].FirstOrDefault() is { } seen && one.Position.Seq < seen.Seq;
            var isAnothers = commandAt.TryGetValue(one.Position.Seq, out var there) && there != one.Command;
            if (isBefore || isAnothers)
                yield return (FindingKind.Misordered, $"{one.Command} at {one.Position.Seq}");
        }
        var named = acknowledged.Select(one => one.Position).Concat(view.Positions);
        foreach (var number in named.GroupBy(position => position.Seq).Where(tags => tags.Distinct().Count() > 1))
            yield return (FindingKind.Misordered, $"tag of {number.Key}");
    }
}
