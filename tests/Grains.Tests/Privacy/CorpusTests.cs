using System.Text.Json;
using Consult.Contracts;

namespace Consult.Privacy;

/// <summary>
/// The half of the labelled corpus from which the rules were written (tests/data/privacy/develop.jsonl). The other half is
/// only reported on, by <c>./consult bench privacy</c>.
/// </summary>
public sealed class CorpusTests
{
    private static readonly (string Text, PrivateSpan[] Spans, string Evasion)[] Develop =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "data", "privacy", "develop.jsonl")).Select(Parse)];

    public static TheoryData<PrivacyKind> Kinds => [.. Enum.GetValues<PrivacyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Private_pieces_are_masked_to_the_last_character(PrivacyKind kind)
    {
        var all = Develop.Where(example => example.Spans.Any(span => span.Kind == kind)).ToArray();
        var missed = all.Where(example => !IsCovered(example.Text, example.Spans[0])).ToArray();
        all.Length.ShouldBeGreaterThan(30);
        missed.Count(example => example.Evasion == "plain").ShouldBe(0, Lines(missed));
        (missed.Length / (double)all.Length).ShouldBeLessThan(0.02, Lines(missed));
    }

    [Fact]
    public void What_only_looks_private_stays()
    {
        var harmless = Develop.Where(example => example.Evasion == "none").ToArray();
        harmless.Length.ShouldBeGreaterThan(40);
        foreach (var (text, _, _) in harmless) PrivacyMask.Mask(text, MaskLevel.Public).Text.ShouldBe(text);
    }

    private static bool IsCovered(string text, PrivateSpan label)
    {
        var masked = PrivacyMask.Mask(text, MaskLevel.Group).Spans;
        return masked.Sum(span => Math.Max(0, Math.Min(span.Start + span.Length, label.Start + label.Length) - Math.Max(span.Start, label.Start))) == label.Length;
    }

    private static string Lines(IEnumerable<(string Text, PrivateSpan[] Spans, string Evasion)> examples) =>
        string.Join('\n', examples.Select(example => $"{example.Evasion}: {example.Text}"));

    private static (string, PrivateSpan[], string) Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return (
            root.GetProperty("text").GetString()!,
            [.. root.GetProperty("spans").EnumerateArray().Select(span => new PrivateSpan(
                Enum.Parse<PrivacyKind>(span[0].GetString()!, ignoreCase: true), span[1].GetInt32(), span[2].GetInt32()))],
            root.GetProperty("evasion").GetString()!);
    }
}
