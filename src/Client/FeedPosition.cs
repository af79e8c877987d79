using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consult.Client;

/// <summary>
/// Where a reader stands in a feed: <c>seq.tag</c>, or <c>0</c> for the start. The tag is the server's; a client
/// compares it and gives it back.
/// </summary>
/// <param name="Seq">Number of the last known event, 0 at the start.</param>
/// <param name="Tag">32 hexadecimal digits; empty at the start.</param>
[JsonConverter(typeof(FeedPositionConverter))]
public readonly record struct FeedPosition(long Seq, string Tag)
{
    private const int TagLength = 32;

    /// <summary>Before the first event.</summary>
    public static FeedPosition Start => new(0, "");

    /// <summary>Parses what the server writes.</summary>
    /// <returns>False when the text is not a position.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeedPosition position)
    {
        position = Start;
        if (text == "0")
            return true;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return false;
        var tag = text![(dot + 1)..];
        position = new(seq, tag);
        return seq > 0 && tag.Length == TagLength && tag.All(char.IsAsciiHexDigit);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Seq == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Tag}");
}

internal sealed class FeedPositionConverter : JsonConverter<FeedPosition>
{
    public override FeedPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeedPosition.TryParse(reader.GetString(), out var position)
            ? position
            : throw new JsonException("This is not a position.");

    public override void Write(Utf8JsonWriter writer, FeedPosition value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
