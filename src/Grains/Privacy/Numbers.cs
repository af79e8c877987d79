using System.Runtime.InteropServices;

namespace Consult.Privacy;

/// <summary>
/// The digits of a text, in blocks that stand together and chains of blocks with little between them:
/// <c>138 0013-8000</c> is one chain of three blocks. The letters l, I and O count where only they and digits stand together.
/// </summary>
internal sealed class Numbers
{
    /// <summary>The most symbols between two blocks of one number.</summary>
    private const int MaxGap = 3;

    private readonly List<byte> _digits = [];
    private readonly List<int> _symbols = [];
    private readonly List<Script> _scripts = [];
    private readonly List<Block> _blocks = [];
    private readonly List<(int First, int Count)> _chains = [];
    private readonly Shadow _shadow;

    /// <summary>Reads the digits of a text.</summary>
    public Numbers(Shadow shadow)
    {
        _shadow = shadow;
        if (!shadow.HasDigits) return;
        ReadBlocks();
        Link();
    }

    /// <summary>What a digit was written as.</summary>
    internal enum Script : byte { Digit, Han, Letter }

    /// <summary>Chains, as the number of their first block and of their blocks.</summary>
    public ReadOnlySpan<(int First, int Count)> Chains => CollectionsMarshal.AsSpan(_chains);

    /// <summary>All blocks.</summary>
    public ReadOnlySpan<Block> Blocks => CollectionsMarshal.AsSpan(_blocks);

    /// <summary>Values of all digits.</summary>
    public ReadOnlySpan<byte> Digits => CollectionsMarshal.AsSpan(_digits);

    /// <summary>What each was written as.</summary>
    public ReadOnlySpan<Script> Scripts => CollectionsMarshal.AsSpan(_scripts);

    /// <summary>The symbol of a digit.</summary>
    public int SymbolOf(int digit) => _symbols[digit];

    /// <summary>A digit that a letter stands for, or −1.</summary>
    public static int LookAlike(char letter) => letter switch { 'l' or 'i' => 1, 'o' => 0, _ => -1 };

    private void ReadBlocks()
    {
        var chars = _shadow.Chars;
        var kinds = _shadow.Kinds;
        var length = chars.Length;
        for (var i = 0; i < length; i++)
        {
            if (!IsDigitLike(kinds[i], chars[i])) continue;
            var from = i;
            while (i < length && IsDigitLike(kinds[i], chars[i])) i++;
            var to = i;
            // Letters that are part of a word are no digits: "tel138…".
            if (from > 0 && kinds[from - 1] is GlyphKind.Letter)
                while (from < to && kinds[from] is GlyphKind.Letter) from++;
            if (to < length && kinds[to] is GlyphKind.Letter)
                while (to > from && kinds[to - 1] is GlyphKind.Letter) to--;
            if (from < to) AddBlock(from, to);
            i--;
        }
    }

    private static bool IsDigitLike(GlyphKind kind, char c) =>
        kind is GlyphKind.Digit or GlyphKind.HanDigit || (kind is GlyphKind.Letter && LookAlike(c) >= 0);

    private void AddBlock(int from, int to)
    {
        _blocks.Add(new(_digits.Count, to - from, from, to));
        for (var i = from; i < to; i++)
        {
            var kind = _shadow.Kinds[i];
            _digits.Add((byte)(kind is GlyphKind.Letter ? LookAlike(_shadow.Chars[i]) : _shadow.Values[i]));
            _scripts.Add(kind switch
            {
                GlyphKind.Digit => Script.Digit,
                GlyphKind.HanDigit => Script.Han,
                _ => Script.Letter,
            });
            _symbols.Add(i);
        }
    }

    private void Link()
    {
        var first = 0;
        for (var i = 1; i <= _blocks.Count; i++)
        {
            if (i < _blocks.Count && IsGap(_blocks[i - 1].To, _blocks[i].From)) continue;
            _chains.Add((first, i - first));
            first = i;
        }
    }

    private bool IsGap(int from, int to)
    {
        if (to - from > MaxGap) return false;
        var kinds = _shadow.Kinds[from..to];
        if (kinds.ContainsAny(GlyphKind.Han, GlyphKind.Letter)) return false;
        return kinds.Count(GlyphKind.Star) < 2;
    }
}

/// <summary>Digits that stand together.</summary>
/// <param name="First">Number of the first digit.</param>
/// <param name="Count">How many.</param>
/// <param name="From">The symbol it begins at.</param>
/// <param name="To">The symbol behind it.</param>
internal readonly record struct Block(int First, int Count, int From, int To);
