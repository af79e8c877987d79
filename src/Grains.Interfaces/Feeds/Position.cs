using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Orleans;

namespace Consult.Feeds;

/// <summary>
/// The chain hash of one event: the first 16 bytes of a keyed hash over the tag before it, the event's envelope and
/// the digest of its body. Equal tags mean equal pasts.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.Tag")]
public readonly record struct Tag([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    /// <summary>Length of the binary form in bytes.</summary>
    public const int Size = 16;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}

/// <summary>
/// Where a reader or writer stands in a feed: the number of the last event it knows, and that event's tag. It fences
/// writers, and it tells a reader that comes back whether the past it knows is still the past.
/// Written <c>seq.tag</c>; the start of every feed is written <c>0</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.Position")]
[JsonConverter(typeof(PositionConverter))]
public readonly record struct Position([property: Id(0)] long Seq, [property: Id(1)] Tag Tag)
{
    /// <summary>Before the first event.</summary>
    public static readonly Position Start;

    /// <summary>Parses what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Position position)
    {
        position = Start;
        if (text == "0") return true;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || text!.Length - dot - 1 != 2 * Tag.Size) return false;
        if (!long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            || !TryHex(text.AsSpan(dot + 1, Tag.Size), out var high)
            || !TryHex(text.AsSpan(dot + 1 + Tag.Size), out var low))
            return false;
        position = new(seq, new(high, low));
        return seq > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Seq == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Tag}");

    private static bool TryHex(ReadOnlySpan<char> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
