namespace Consult.Privacy;

/// <summary>
/// A piece of a chain that may be one number: whole blocks, except that at either end digits of another script, or one
/// Chinese numeral, may be left to the sentence around it (周一138…, …零零两次).
/// </summary>
internal readonly ref struct Window
{
    private readonly Numbers _numbers;
    private readonly ReadOnlySpan<Block> _chain;
    private readonly Shadow _shadow;
    private readonly int _first;
    private readonly int _last;
    private readonly int _from;
    private readonly int _to;

    /// <summary>A piece of a chain.</summary>
    /// <param name="shadow">The text.</param>
    /// <param name="numbers">Its digits.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="first">The first block of it.</param>
    /// <param name="last">The last block of it.</param>
    public Window(Shadow shadow, Numbers numbers, ReadOnlySpan<Block> chain, int first, int last)
    {
        _shadow = shadow;
        _numbers = numbers;
        _chain = chain;
        _first = first;
        _last = last;
        _from = First.First;
        _to = Last.First + Last.Count;
    }

    private Window(Window whole, int dropLeft, int dropRight)
    {
        this = whole;
        _from += dropLeft;
        _to -= dropRight;
    }

    /// <summary>The same without digits at its ends.</summary>
    public Window Without(int left, int right) => new(this, left, right);

    /// <summary>The first block.</summary>
    public Block First => _chain[_first];

    /// <summary>The last block.</summary>
    public Block Last => _chain[_last];

    /// <summary>What the digits of a block were written as.</summary>
    public ReadOnlySpan<Numbers.Script> ScriptsOf(Block block) => _numbers.Scripts.Slice(block.First, block.Count);

    /// <summary>The digits.</summary>
    public ReadOnlySpan<byte> Digits => _numbers.Digits[_from.._to];

    /// <summary>The first symbol.</summary>
    public int From => _numbers.SymbolOf(_from);

    /// <summary>The symbol behind the last one.</summary>
    public int To => _numbers.SymbolOf(_to - 1) + 1;

    /// <summary>
    /// Whether it stands by itself: no other digits in the chain, or a comma, a new line and the like before them, or, when
    /// its own are spelled one by one, something else than between those.
    /// </summary>
    public bool IsApart => (_first == 0 || IsBorder(_chain[_first - 1], First)) && (_last == _chain.Length - 1 || IsBorder(Last, _chain[_last + 1]));

    /// <summary>Whether nothing stands between the digits.</summary>
    public bool IsSolid => _first == _last;

    /// <summary>How many blocks there are.</summary>
    public int BlockCount => _last - _first + 1;

    /// <summary>The symbols around it.</summary>
    public Shadow Shadow => _shadow;

    /// <summary>How many digits are no letters.</summary>
    public int TrueDigits => Digits.Length - _numbers.Scripts[_from.._to].Count(Numbers.Script.Letter);

    /// <summary>Whether there are circled digits, raised ones and the like.</summary>
    public bool HasFancyDigits => _numbers.Scripts[_from.._to].Contains(Numbers.Script.Fancy);

    /// <summary>The symbol of a digit.</summary>
    public int SymbolOf(int digit) => _numbers.SymbolOf(_from + digit);

    /// <summary>Digits of a block, without those that are left to the sentence.</summary>
    public int SizeOf(int block)
    {
        var (first, last) = (_chain[_first + block].First, _chain[_first + block].First + _chain[_first + block].Count);
        return Math.Min(last, _to) - Math.Max(first, _from);
    }

    /// <summary>Whether the blocks have these sizes.</summary>
    public bool HasSizes(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length != BlockCount) return false;
        for (var i = 0; i < sizes.Length; i++)
            if (SizeOf(i) != sizes[i]) return false;
        return true;
    }

    /// <summary>Whether each digit stands by itself.</summary>
    public bool IsSpelled
    {
        get
        {
            for (var i = 0; i < BlockCount; i++)
                if (SizeOf(i) != 1) return false;
            return BlockCount > 1;
        }
    }

    /// <summary>What stands between the digits.</summary>
    public Gaps Gaps
    {
        get
        {
            var gaps = Gaps.None;
            var first = default(ReadOnlySpan<char>);
            for (var i = 1; i < BlockCount; i++)
            {
                var (from, to) = (_chain[_first + i - 1].To, _chain[_first + i].From);
                foreach (var kind in _shadow.Kinds[from..to])
                {
                    gaps |= kind switch
                    {
                        GlyphKind.Space => Gaps.Space,
                        GlyphKind.Dot => Gaps.Dot,
                        GlyphKind.Divider => Gaps.Divider,
                        _ => Gaps.Other,
                    };
                }
                if (i == 1) first = _shadow.Chars[from..to];
                else if (!first.SequenceEqual(_shadow.Chars[from..to])) gaps |= Gaps.Mixed;
            }
            return gaps;
        }
    }

    private bool IsBorder(Block before, Block behind)
    {
        var (from, to) = (before.To, behind.From);
        if (_shadow.Kinds[from..to].Contains(GlyphKind.Divider) || _shadow.Chars[from..to].Contains('\n')) return true;
        return IsSpelled && !_shadow.Chars[from..to].SequenceEqual(_shadow.Chars[First.To.._chain[_first + 1].From]);
    }
}

/// <summary>What stands between the blocks of a number.</summary>
[Flags]
internal enum Gaps
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>White space.</summary>
    Space = 1,

    /// <summary>A full stop.</summary>
    Dot = 2,

    /// <summary>A comma, a slash and the like.</summary>
    Divider = 4,

    /// <summary>A dash, an emoji, anything else.</summary>
    Other = 8,

    /// <summary>Not the same everywhere.</summary>
    Mixed = 16,
}
