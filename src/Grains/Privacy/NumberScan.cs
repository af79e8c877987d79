using static Consult.Privacy.Numbers;

namespace Consult.Privacy;

/// <summary>Tries every piece of every chain of digits as a number of each kind.</summary>
internal static class NumberScan
{
    /// <summary>The most digits of a number with its prefix: 0086 and a bank card's 19 do not come together.</summary>
    private const int MaxDigits = 20;

    private const int MinDigits = 7;

    /// <summary>Adds what it finds.</summary>
    /// <param name="shadow">The text.</param>
    /// <param name="numbers">Its digits.</param>
    /// <param name="cues">Its telling words.</param>
    /// <param name="byStaff">Whether lines of a practice stay.</param>
    /// <param name="found">Where to add.</param>
    public static void Find(Shadow shadow, Numbers numbers, Cues cues, bool byStaff, List<Found> found)
    {
        foreach (var (first, count) in numbers.Chains)
        {
            var chain = numbers.Blocks.Slice(first, count);
            for (var i = 0; i < chain.Length; i++)
            {
                var digits = 0;
                for (var j = i; j < chain.Length; j++)
                {
                    digits += chain[j].Count;
                    // What a window may leave to the sentence can be long, but only in its first and last block.
                    if (digits > MaxDigits && j > i + 1 && digits - chain[j].Count - chain[i].Count > MaxDigits) break;
                    if (digits >= MinDigits)
                        Try(new(shadow, numbers, chain[i..(j + 1)], cues, byStaff, i == 0 && j == chain.Length - 1), found);
                    if (digits > MaxDigits && j > i) break;
                }
            }
        }
    }

    private static void Try(in Piece piece, List<Found> found)
    {
        var scripts = piece.Numbers.Scripts;
        var (first, last) = (piece.Blocks[0], piece.Blocks[^1]);
        Span<int> lefts = stackalloc int[3];
        Span<int> rights = stackalloc int[3];
        var left = Drops(scripts.Slice(first.First, first.Count), fromLeft: true, lefts);
        var right = Drops(scripts.Slice(last.First, last.Count), fromLeft: false, rights);
        var digits = last.First + last.Count - first.First;
        foreach (var dropLeft in lefts[..left])
        {
            foreach (var dropRight in rights[..right])
            {
                if (digits - dropLeft - dropRight is < MinDigits or > MaxDigits) continue;
                if (dropLeft >= first.Count || dropRight >= last.Count) continue;
                var window = new Window(piece.Shadow, piece.Numbers, piece.Blocks, dropLeft, dropRight, piece.IsWhole);
                if (Match(window, piece.Cues, piece.ByStaff) is not { } one) continue;
                found.Add(one);
                return;
            }
        }
    }

    // How many digits may be left to the sentence at one end: none, one that is a Chinese numeral or a letter, all of the
    // script the end is written in.
    private static int Drops(ReadOnlySpan<Script> scripts, bool fromLeft, Span<int> drops)
    {
        var end = fromLeft ? scripts[0] : scripts[^1];
        var run = fromLeft ? scripts.IndexOfAnyExcept(end) : scripts.Length - 1 - scripts.LastIndexOfAnyExcept(end);
        var count = 0;
        drops[count++] = 0;
        if (end is not Script.Digit) drops[count++] = 1;
        if (run > 0 && run < scripts.Length && (run != 1 || end is Script.Digit)) drops[count++] = run;
        return count;
    }

    private static Found? Match(in Window window, Cues cues, bool byStaff) =>
        IdentityCards.Match(window, cues)
        ?? MobileNumbers.Match(window, cues)
        ?? BankCards.Match(window, cues)
        ?? (byStaff ? null : Landlines.Match(window, cues));

    private readonly ref struct Piece(
        Shadow shadow, Numbers numbers, ReadOnlySpan<Block> blocks, Cues cues, bool byStaff, bool isWhole)
    {
        public Shadow Shadow { get; } = shadow;

        public Numbers Numbers { get; } = numbers;

        public ReadOnlySpan<Block> Blocks { get; } = blocks;

        public Cues Cues { get; } = cues;

        public bool ByStaff { get; } = byStaff;

        public bool IsWhole { get; } = isWhole;
    }
}
