using System.Collections.Immutable;
using System.Text;

namespace Consult.Privacy;

/// <summary>A text with masks in the place of its private pieces, and the way back from it to the original.</summary>
internal sealed class Rendering
{
    /// <summary>The mask of what is taken away fully: of one length, so that it tells none.</summary>
    public const string Full = "****";

    private readonly List<Piece> _pieces;

    /// <summary>Puts the masks in.</summary>
    public Rendering(string text, List<Piece> pieces)
    {
        _pieces = pieces;
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var piece in pieces)
        {
            masked.Append(text, at, piece.Start - at).Append(piece.Mask);
            at = piece.End;
        }
        Text = masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The masked text.</summary>
    public string Text { get; }

    /// <summary>What a group, or everybody, sees of something.</summary>
    public static string MaskOf(Found found, MaskLevel level)
    {
        if (level is MaskLevel.Public) return Full;
        return found.Kind is PrivacyKind.Name ? found.Head + "**" : found.Head + Full + found.Tail;
    }

    /// <summary>A text without its private pieces.</summary>
    public static string Render(string text, List<Piece> pieces) => pieces.Count == 0 ? text : new Rendering(text, pieces).Text;

    /// <summary>The pieces as callers know them.</summary>
    public static ImmutableArray<PrivateSpan> Spans(List<Piece> pieces) =>
        [.. pieces.Select(piece => new PrivateSpan(piece.Kind, piece.Start, piece.End - piece.Start))];

    /// <summary>
    /// Pieces of the masked text, in order, as ones of the original: what one has of a mask stands for all that was masked.
    /// </summary>
    public IEnumerable<Piece> ToOriginal(List<Piece> masked)
    {
        // How much longer the masked text is than the original, up to the piece that comes next.
        var (next, shift) = (0, 0);
        foreach (var piece in masked)
        {
            while (next < _pieces.Count && EndOf(next) <= piece.Start) shift += Growth(next++);
            var start = next < _pieces.Count && StartOf(next) < piece.Start ? _pieces[next].Start : piece.Start - shift;
            while (next < _pieces.Count && EndOf(next) < piece.End) shift += Growth(next++);
            var end = next < _pieces.Count && StartOf(next) < piece.End ? _pieces[next].End : piece.End - shift;
            yield return piece with { Start = start, End = end, Mask = Full };
        }

        int StartOf(int i) => _pieces[i].Start + shift;
        int EndOf(int i) => StartOf(i) + _pieces[i].Mask.Length;
        int Growth(int i) => _pieces[i].Mask.Length - (_pieces[i].End - _pieces[i].Start);
    }
}
