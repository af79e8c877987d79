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

    /// <summary>A piece of the masked text as one of the original: what it has of a mask stands for all that was masked.</summary>
    public Piece ToOriginal(Piece masked)
    {
        var (start, end) = (-1, -1);
        var shift = 0;
        foreach (var piece in _pieces)
        {
            var (from, to) = (piece.Start + shift, piece.Start + shift + piece.Mask.Length);
            if (start < 0 && masked.Start < to) start = masked.Start < from ? masked.Start - shift : piece.Start;
            if (masked.End <= from) break;
            if (masked.End <= to) end = piece.End;
            shift += piece.Mask.Length - (piece.End - piece.Start);
            if (end >= 0) break;
        }
        if (start < 0) start = masked.Start - shift;
        if (end < 0) end = masked.End - shift;
        return masked with { Start = start, End = end, Mask = Full };
    }
}
