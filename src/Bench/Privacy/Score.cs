using System.Globalization;
using Consult.Privacy;

namespace Consult.Bench.Privacy;

/// <summary>How many private pieces of a kind were found, and how many finds were private.</summary>
internal sealed class Score
{
    private int _plain, _plainFound, _disguised, _disguisedFound, _finds, _rightFinds;

    /// <summary>Pieces that stayed legible, for whoever wants to read why.</summary>
    public List<Example> Missed { get; } = [];

    /// <summary>Sentences in which something harmless was masked.</summary>
    public List<Example> Wrong { get; } = [];

    /// <summary>Recall of what is written plainly.</summary>
    public double PlainRecall => Ratio(_plainFound, _plain);

    /// <summary>Recall of what is disguised.</summary>
    public double DisguisedRecall => Ratio(_disguisedFound, _disguised);

    /// <summary>Finds that are private.</summary>
    public double Precision => Ratio(_rightFinds, _finds);

    /// <summary>Scores every kind on these examples.</summary>
    public static SortedDictionary<PrivacyKind, Score> Of(IEnumerable<Example> examples)
    {
        var scores = new SortedDictionary<PrivacyKind, Score>();
        foreach (var kind in Enum.GetValues<PrivacyKind>()) scores[kind] = new();
        foreach (var example in examples)
        {
            var found = PrivacyMask.Mask(example.Text, MaskLevel.Group).Spans;
            foreach (var label in example.Spans) scores[label.Kind].Count(example, IsCovered(label, found));
            foreach (var find in found) scores[find.Kind].CountFind(example, example.Spans.Any(label => Overlap(label, find) > 0));
        }
        return scores;
    }

    /// <summary>The numbers for a table.</summary>
    public string[] Cells() =>
        [Text(PlainRecall, _plain), Text(DisguisedRecall, _disguised), Text(Precision, _finds)];

    private void Count(Example example, bool isFound)
    {
        if (!isFound) Missed.Add(example);
        if (example.Evasion == "plain") (_plain, _plainFound) = (_plain + 1, _plainFound + (isFound ? 1 : 0));
        else (_disguised, _disguisedFound) = (_disguised + 1, _disguisedFound + (isFound ? 1 : 0));
    }

    private void CountFind(Example example, bool isRight)
    {
        if (!isRight) Wrong.Add(example);
        (_finds, _rightFinds) = (_finds + 1, _rightFinds + (isRight ? 1 : 0));
    }

    // Found is only what is masked to the last character.
    private static bool IsCovered(PrivateSpan label, IEnumerable<PrivateSpan> found) => found.Sum(find => Overlap(label, find)) == label.Length;

    private static int Overlap(PrivateSpan a, PrivateSpan b) =>
        Math.Max(0, Math.Min(a.Start + a.Length, b.Start + b.Length) - Math.Max(a.Start, b.Start));

    private static double Ratio(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;

    private static string Text(double ratio, int of) =>
        double.IsNaN(ratio) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0000} of {of}");
}
