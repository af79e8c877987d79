using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Api.Problems;

/// <summary>A text holds half of a character, or bytes that are no UTF-8.</summary>
internal sealed class TextInvalidException() : JsonException("A text cannot be stored.");

/// <summary>Reads a text of a request, telling one that cannot be stored from a malformed request.</summary>
internal sealed class RequestTextConverter : JsonConverter<PrivateText>
{
    /// <inheritdoc/>
    public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadText(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <summary>The string at which the reader stands.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("not a text");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new TextInvalidException();
        }
    }
}

/// <summary>The same for text that is not private.</summary>
internal sealed class RequestStringConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RequestTextConverter.ReadText(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
