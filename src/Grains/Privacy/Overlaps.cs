namespace Consult.Privacy;

/// <summary>Makes one list of pieces that do not overlap, and leaves nothing of any of them uncovered.</summary>
internal static class Overlaps
{
    /// <summary>
    /// Overlapping pieces become one. If one of them covers all, it is that one; otherwise the whole is masked fully, under
    /// the kind of the longest.
    /// </summary>
    public static List<Piece> Resolve(List<Piece> pieces)
    {
        if (pieces.Count < 2) return pieces;
        // Of those that begin together the longest comes first, then the earlier kind.
        pieces.Sort((a, b) => a.Start != b.Start ? a.Start - b.Start : a.End != b.End ? b.End - a.End : a.Kind - b.Kind);
        var resolved = new List<Piece>(pieces.Count) { pieces[0] };
        for (var i = 1; i < pieces.Count; i++)
        {
            var (last, next) = (resolved[^1], pieces[i]);
            if (next.Start >= last.End) resolved.Add(next);
            else if (next.End > last.End) resolved[^1] = Join(last, next);
        }
        return resolved;
    }

    private static Piece Join(Piece first, Piece second) =>
        second.Start == first.Start && second.End > first.End
            ? second
            : new(second.End - second.Start > first.End - first.Start ? second.Kind : first.Kind, first.Start, second.End, Rendering.Full);
}
