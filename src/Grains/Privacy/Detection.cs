namespace Consult.Privacy;

/// <summary>A private piece in the original text with its mask.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Mask">What a reader gets instead.</param>
internal readonly record struct Piece(PrivacyKind Kind, int Start, int End, string Mask);

/// <summary>Finds what is private in a text.</summary>
internal static class Detection
{
    /// <summary>
    /// How often a masked text is looked at again. What a mask separates may look private only now (a digit less beside a
    /// number); once is nearly always enough.
    /// </summary>
    private const int MaxRounds = 8;

    /// <summary>The private pieces, in order; none overlaps another.</summary>
    public static List<Piece> Find(string text, MaskLevel level, bool byStaff)
    {
        var pieces = Once(text, level, byStaff);
        for (var round = 1; pieces.Count > 0; round++)
        {
            var masked = new Rendering(text, pieces);
            var more = Once(masked.Text, level, byStaff);
            if (more.Count == 0) return pieces;
            // Nothing a person writes gets here. What does not settle is not shown at all.
            if (round == MaxRounds) return [new(pieces[0].Kind, 0, text.Length, Rendering.Full)];
            foreach (var piece in more) pieces.Add(masked.ToOriginal(piece));
            pieces = Overlaps.Resolve(pieces);
        }
        return pieces;
    }

    private static List<Piece> Once(string text, MaskLevel level, bool byStaff)
    {
        using var shadow = new Shadow(text);
        var cues = new Cues(shadow);
        var found = new List<Found>();
        NumberScan.Find(shadow, new(shadow), cues, byStaff, found);
        if (shadow.HasLetters || shadow.HasDigits) Emails.Find(shadow, found);
        var pieces = new List<Piece>(found.Count);
        foreach (var one in found)
            pieces.Add(new(one.Kind, shadow.StartOf(one.From), shadow.EndOf(one.To - 1), Rendering.MaskOf(one, level)));
        return Overlaps.Resolve(pieces);
    }
}
