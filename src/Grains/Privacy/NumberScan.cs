using static Consult.Privacy.Numbers;

namespace Consult.Privacy;

/// <summary>Tries every piece of every chain of digits as a number of each kind.</summary>
internal static class NumberScan
{
    /// <summary>The most digits of a number with its prefix: 0086 and a bank card's 19 do not come together.</summary>
    private const int MaxDigits = 20;

    private const int MinDigits = 7;
    private const int MaxDrops = 3;

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
                    if (digits >= MinDigits && Try(new(shadow, numbers, chain, i, j), cues, byStaff) is { } one) found.Add(one);
                    if (digits > MaxDigits && j > i) break;
                }
            }
        }
    }

    private static Found? Try(in Window whole, Cues cues, bool byStaff)
    {
        Span<int> lefts = stackalloc int[MaxDrops];
        Span<int> rights = stackalloc int[MaxDrops];
        lefts = lefts[..Drops(whole.ScriptsOf(whole.First), fromLeft: true, lefts)];
        rights = rights[..Drops(whole.ScriptsOf(whole.Last), fromLeft: false, rights)];
        foreach (var left in lefts)
        {
            foreach (var right in rights)
            {
                if (left >= whole.First.Count || right >= whole.Last.Count) continue;
                if (whole.Digits.Length - left - right is < MinDigits or > MaxDigits) continue;
                if (Match(whole.Without(left, right), cues, byStaff) is { } one) return one;
            }
        }
        return DisguisedNumbers.Match(whole);
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
}
