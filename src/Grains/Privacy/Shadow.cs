using System.Buffers;

namespace Consult.Privacy;

/// <summary>
/// A text as the detectors see it: each character replaced by what it stands for, hidden ones left out, and with every
/// symbol the place in the original it was made of. Rented arrays; dispose of it.
/// </summary>
internal sealed class Shadow : IDisposable
{
    private readonly char[] _chars;
    private readonly GlyphKind[] _kinds;
    private readonly sbyte[] _values;
    private readonly int[] _starts;

    /// <summary>Reads a text.</summary>
    public Shadow(ReadOnlySpan<char> text)
    {
        // ⑩ is the only kind that becomes longer.
        _chars = ArrayPool<char>.Shared.Rent(2 * text.Length + 1);
        _kinds = ArrayPool<GlyphKind>.Shared.Rent(2 * text.Length + 1);
        _values = ArrayPool<sbyte>.Shared.Rent(2 * text.Length + 1);
        _starts = ArrayPool<int>.Shared.Rent(2 * text.Length + 1);
        OriginalLength = text.Length;
        Read(text);
    }

    /// <summary>How many symbols there are.</summary>
    public int Length { get; private set; }

    /// <summary>Length of the original, in UTF-16 code units.</summary>
    public int OriginalLength { get; }

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>Their kinds.</summary>
    public ReadOnlySpan<GlyphKind> Kinds => _kinds.AsSpan(0, Length);

    /// <summary>Their values as digits, −1 for what is none.</summary>
    public ReadOnlySpan<sbyte> Values => _values.AsSpan(0, Length);

    /// <summary>Whether there is a digit of any kind.</summary>
    public bool HasDigits { get; private set; }

    /// <summary>Whether there is a letter of an alphabet.</summary>
    public bool HasLetters { get; private set; }

    /// <summary>Where in the original a symbol begins.</summary>
    public int StartOf(int symbol) => _starts[symbol];

    /// <summary>
    /// Where in the original a symbol ends: hidden characters behind it belong to it, so that no part of what was hidden
    /// with a number stays behind.
    /// </summary>
    public int EndOf(int symbol)
    {
        // The second digit of ⑩ begins where the first one does.
        var next = symbol + 1;
        while (next < Length && _starts[next] == _starts[symbol]) next++;
        return next < Length ? _starts[next] : OriginalLength;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        ArrayPool<GlyphKind>.Shared.Return(_kinds);
        ArrayPool<sbyte>.Shared.Return(_values);
        ArrayPool<int>.Shared.Return(_starts);
    }

    private void Read(ReadOnlySpan<char> text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var at = i;
            var glyph = Glyphs.Of(text[i]);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                glyph = Glyphs.Of(text[i], text[++i]);
            if (glyph.Kind is GlyphKind.Hidden) continue;
            if (glyph.Kind is GlyphKind.Tens)
            {
                Add(length++, new((char)('0' + glyph.Value / 10), GlyphKind.Digit, (sbyte)(glyph.Value / 10)), at);
                glyph = new((char)('0' + glyph.Value % 10), GlyphKind.Digit, (sbyte)(glyph.Value % 10));
            }
            Add(length++, glyph, at);
            HasDigits |= glyph.Kind is GlyphKind.Digit or GlyphKind.HanDigit;
            HasLetters |= glyph.Kind is GlyphKind.Letter;
        }
        Length = length;
    }

    private void Add(int index, Glyph glyph, int at)
    {
        _chars[index] = glyph.Char;
        _kinds[index] = glyph.Kind;
        _values[index] = glyph.Value;
        _starts[index] = at;
    }
}
