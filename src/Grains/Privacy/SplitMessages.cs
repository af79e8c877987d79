using System.Collections.Immutable;

namespace Consult.Privacy;

/// <summary>
/// What shows only in consecutive messages together: a number cut into two or three, or a telling word in one and what it
/// announces in the next.
/// </summary>
internal static class SplitMessages
{
    // A cut inside a number leaves nothing between its parts; a cut between two numbers needs a border to be one.
    private static readonly string[] Joints = ["", "\n"];

    /// <summary>See <see cref="PrivacyMask.MaskSplit"/>.</summary>
    public static ImmutableArray<string>? Mask(ImmutableArray<string> texts, MaskLevel level)
    {
        var pieces = texts.Select(text => Detection.Find(text, level, byStaff: false)).ToArray();
        var isSplit = false;
        for (var first = 0; first < texts.Length - 1; first++)
        {
            foreach (var joint in Joints)
                isSplit |= Add(pieces, texts, first, joint, level);
        }
        if (!isSplit) return null;
        return [.. texts.Select((text, i) => Rendering.Render(text, Overlaps.Resolve(pieces[i])))];
    }

    private static bool Add(List<Piece>[] pieces, ImmutableArray<string> texts, int first, string joint, MaskLevel level)
    {
        var together = string.Join(joint, texts.AsSpan()[first..]!);
        var (isNew, start) = (false, 0);
        var found = Detection.Find(together, level, byStaff: false);
        for (var i = first; i < texts.Length; i++)
        {
            var length = texts[i].Length;
            foreach (var piece in found)
            {
                var (from, to) = (Math.Max(0, piece.Start - start), Math.Min(length, piece.End - start));
                if (from >= to || IsCovered(pieces[i], from, to)) continue;
                pieces[i].Add(new(piece.Kind, from, to, Rendering.Full));
                isNew = true;
            }
            start += length + joint.Length;
        }
        return isNew;
    }

    private static bool IsCovered(List<Piece> pieces, int from, int to)
    {
        foreach (var piece in pieces)
            if (piece.Start <= from && piece.End >= to) return true;
        return false;
    }
}
