using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consult.Feeds;

/// <summary>Writes a <see cref="Position"/> in its text form.</summary>
public sealed class PositionConverter : JsonConverter<Position>
{
    /// <inheritdoc/>
    public override Position Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Position.TryParse(reader.GetString(), out var position)
            ? position
            : throw new JsonException("not a position");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Position value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
