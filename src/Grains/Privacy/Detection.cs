using System.Collections.Immutable;

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
    public static List<Piece> Find(string text, MaskLevel level, bool byStaff) => Find(text, level, byStaff, out _);

    /// <summary>The same, and the reasons to hold the text.</summary>
    public static List<Piece> Find(string text, MaskLevel level, bool byStaff, out ImmutableArray<CommercialReason> commercial)
    {
        var pieces = Once(text, level, byStaff, out commercial);
        for (var round = 1; pieces.Count > 0; round++)
        {
            var masked = new Rendering(text, pieces);
            var more = Once(masked.Text, level, byStaff, out _);
            if (more.Count == 0) return pieces;
            // Nothing a person writes gets here. What does not settle is not shown at all.
            if (round == MaxRounds) return [new(pieces[0].Kind, 0, text.Length, Rendering.Full)];
            // A new list: the way back to the original is asked for piece by piece, and rests on the old one.
            pieces = Overlaps.Resolve([.. pieces, .. masked.ToOriginal(more)]);
        }
        return pieces;
    }

    private static List<Piece> Once(string text, MaskLevel level, bool byStaff, out ImmutableArray<CommercialReason> commercial)
    {
        using var shadow = new Shadow(text);
        var cues = new Cues(shadow);
        var found = new List<Found>();
        if (shadow.HasDigits)
        {
            NumberScan.Find(shadow, new(shadow), cues, byStaff, found);
            Documents.FindPlates(shadow, found);
        }
        if (shadow.HasLetters) Accounts.FindMarked(shadow, found);
        if (shadow.HasLetters || shadow.HasDigits) Emails.Find(shadow, found);
        Addresses.Find(shadow, level, found);
        if (cues.All.Count > 0)
        {
            Accounts.Find(shadow, cues, found);
            Documents.Find(shadow, cues, found);
            Names.Find(shadow, cues, found);
        }
        commercial = Commercial.Reasons(shadow, cues, found);
        var pieces = new List<Piece>(found.Count);
        foreach (var one in found)
            pieces.Add(new(one.Kind, shadow.StartOf(one.From), shadow.EndOf(one.To - 1), Rendering.MaskOf(one, level)));
        return Overlaps.Resolve(pieces);
    }
}
