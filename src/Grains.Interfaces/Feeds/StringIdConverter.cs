using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consult.Feeds;

/// <summary>Writes an <see cref="IStringId{TSelf}"/> as the string it wraps, also as a dictionary key.</summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class StringIdConverter<T> : JsonConverter<T> where T : struct, IStringId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    // The message names the type alone: what was sent could be anything, also somebody's private text.
    private static T Parse(string? text) =>
        T.TryParse(text, out var id) ? id : throw new JsonException($"not a {typeof(T).Name}");
}
