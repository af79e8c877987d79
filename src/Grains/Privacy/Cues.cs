using System.Collections.Frozen;

namespace Consult.Privacy;

/// <summary>What a telling word announces.</summary>
[Flags]
internal enum Cue
{
    None = 0,
    Phone = 1,
    IdCard = 2,
    Bank = 4,
    Order = 8,
    Record = 16,
    Passport = 32,
    WeChat = 64,
    Qq = 128,
    Clinical = 256,
    Name = 512,
    WeakName = 1024,
    Plate = 2048,
}

/// <summary>Where a telling word stands.</summary>
/// <param name="Cue">What it announces.</param>
/// <param name="From">Its first symbol.</param>
/// <param name="To">The symbol behind it.</param>
internal readonly record struct CueAt(Cue Cue, int From, int To);

/// <summary>The telling words of a text (<see cref="CueWords"/>): the longest at each place.</summary>
internal sealed class Cues
{
    /// <summary>The most separators inside a word: 微 信, v.x.</summary>
    private const int MaxGap = 2;

    private static readonly FrozenDictionary<char, (string Word, Cue Cue)[]> Words = CueWords.All
        .GroupBy(word => word.Word[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Word.Length).ToArray());

    private static readonly bool[] IsFirst = FirstCharacters();

    private readonly List<CueAt> _all = [];

    /// <summary>Finds them.</summary>
    public Cues(Shadow shadow)
    {
        var chars = shadow.Chars;
        for (var i = 0; i < chars.Length; i++)
        {
            if (!IsFirst[chars[i]]) continue;
            foreach (var (word, cue) in Words[chars[i]])
            {
                if (EndOf(shadow, i, word) is not { } end) continue;
                _all.Add(new(cue, i, end));
                break;
            }
        }
    }

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<CueAt> All => _all;

    /// <summary>Whether one of these ends at most <paramref name="reach"/> symbols before a symbol.</summary>
    public bool IsBefore(Cue any, int symbol, int reach)
    {
        for (var i = LastBefore(symbol); i >= 0 && _all[i].From >= symbol - reach - CueWords.MaxLength; i--)
            if ((_all[i].Cue & any) != 0 && _all[i].To <= symbol && _all[i].To >= symbol - reach) return true;
        return false;
    }

    /// <summary>Whether one of these begins at most <paramref name="reach"/> symbols behind a symbol.</summary>
    public bool IsBehind(Cue any, int symbol, int reach)
    {
        for (var i = LastBefore(symbol) + 1; i < _all.Count && _all[i].From <= symbol + reach; i++)
            if ((_all[i].Cue & any) != 0) return true;
        return false;
    }

    // The last word that begins before a symbol.
    private int LastBefore(int symbol)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_all[middle].From < symbol) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    private static int? EndOf(Shadow shadow, int from, string word)
    {
        var chars = shadow.Chars;
        var kinds = shadow.Kinds;
        // A word of letters is not a part of another: "vx" is not in "vxl", "qq" not in "faqq".
        if (kinds[from] is GlyphKind.Letter && from > 0 && kinds[from - 1] is GlyphKind.Letter) return null;
        var at = from;
        for (var i = 0; i < word.Length; i++)
        {
            var gap = 0;
            while (i > 0 && at < chars.Length && chars[at] != word[i] && gap < MaxGap && IsSeparator(kinds[at])) (at, gap) = (at + 1, gap + 1);
            if (at >= chars.Length || chars[at] != word[i]) return null;
            at++;
        }
        return kinds[at - 1] is GlyphKind.Letter && at < chars.Length && kinds[at] is GlyphKind.Letter ? null : at;
    }

    private static bool IsSeparator(GlyphKind kind) => kind is GlyphKind.Mark or GlyphKind.Space or GlyphKind.Dot or GlyphKind.Star;

    private static bool[] FirstCharacters()
    {
        var table = new bool[char.MaxValue + 1];
        foreach (var first in Words.Keys) table[first] = true;
        return table;
    }
}
