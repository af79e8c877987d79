namespace Consult.Privacy;

/// <summary>
/// A piece of a chain that may be one number: whole blocks, except that at either end digits of another script, or one
/// Chinese numeral, may be left to the sentence around it (周一138…, …零零两次).
/// </summary>
internal readonly ref struct Window
{
    private readonly Numbers _numbers;
    private readonly ReadOnlySpan<Block> _blocks;
    private readonly Shadow _shadow;
    private readonly int _from;
    private readonly int _to;

    public Window(Shadow shadow, Numbers numbers, ReadOnlySpan<Block> blocks, int dropLeft, int dropRight, bool isWhole)
    {
        _shadow = shadow;
        _numbers = numbers;
        _blocks = blocks;
        _from = blocks[0].First + dropLeft;
        _to = blocks[^1].First + blocks[^1].Count - dropRight;
        IsWhole = isWhole;
    }

    /// <summary>The digits.</summary>
    public ReadOnlySpan<byte> Digits => _numbers.Digits[_from.._to];

    /// <summary>The first symbol.</summary>
    public int From => _numbers.SymbolOf(_from);

    /// <summary>The symbol behind the last one.</summary>
    public int To => _numbers.SymbolOf(_to - 1) + 1;

    /// <summary>Whether no other digits stand in the same chain.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether nothing stands between the digits.</summary>
    public bool IsSolid => _blocks.Length == 1;

    /// <summary>How many blocks there are.</summary>
    public int BlockCount => _blocks.Length;

    /// <summary>The symbols around it.</summary>
    public Shadow Shadow => _shadow;

    /// <summary>How many digits are no letters.</summary>
    public int TrueDigits => Digits.Length - _numbers.Scripts[_from.._to].Count(Numbers.Script.Letter);

    /// <summary>Digits of a block, without those that are left to the sentence.</summary>
    public int SizeOf(int block)
    {
        var (first, last) = (_blocks[block].First, _blocks[block].First + _blocks[block].Count);
        return Math.Min(last, _to) - Math.Max(first, _from);
    }

    /// <summary>Whether the blocks have these sizes.</summary>
    public bool HasSizes(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length != _blocks.Length) return false;
        for (var i = 0; i < sizes.Length; i++)
            if (SizeOf(i) != sizes[i]) return false;
        return true;
    }

    /// <summary>Whether each digit stands by itself.</summary>
    public bool IsSpelled
    {
        get
        {
            for (var i = 0; i < _blocks.Length; i++)
                if (SizeOf(i) != 1) return false;
            return _blocks.Length > 1;
        }
    }

    /// <summary>The most digits of a block.</summary>
    public int LargestBlock
    {
        get
        {
            var largest = 0;
            for (var i = 0; i < _blocks.Length; i++) largest = Math.Max(largest, SizeOf(i));
            return largest;
        }
    }

    /// <summary>What stands between the digits.</summary>
    public Gaps Gaps
    {
        get
        {
            var gaps = Gaps.None;
            var first = default(ReadOnlySpan<char>);
            for (var i = 1; i < _blocks.Length; i++)
            {
                var (from, to) = (_blocks[i - 1].To, _blocks[i].From);
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
