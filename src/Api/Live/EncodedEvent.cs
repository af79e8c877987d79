using System.Buffers;
using System.Text.Json;
using Consult.Feeds;

namespace Consult.Api.Live;

/// <summary>
/// An event as clients receive it, encoded once however many receive it, with what decides who they are.
/// </summary>
internal sealed record EncodedEvent(Position Position, Audience Audience, ReadOnlyMemory<byte> Json)
{

    /// <summary>Encodes an event; <paramref name="body"/> is its opened body as a JSON object.</summary>
    public static EncodedEvent From(FeedEvent stored, ReadOnlySpan<byte> body)
    {
        var e = stored.Envelope;
        var buffer = new ArrayBufferWriter<byte>(body.Length + 256);
        using (var json = new Utf8JsonWriter(buffer, HubFrames.Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("seq"u8, e.Seq);
            json.WriteString("type"u8, e.Type);
            json.WritePropertyName("at"u8);
            JsonSerializer.Serialize(json, e.At, FeedJson.Options);
            json.WritePropertyName("by"u8);
            JsonSerializer.Serialize(json, e.By, FeedJson.Options);
            json.WriteString("command"u8, e.Command.Value);
            if (stored.Redacted is { } redaction) json.WriteString("redacted"u8, JsonNamingPolicy.CamelCase.ConvertName(redaction.ToString()));
            json.WritePropertyName("body"u8);
            json.WriteRawValue(body, skipInputValidation: true);
            json.WriteEndObject();
        }
        return new(e.Position, e.Audience, buffer.WrittenMemory);
    }
}
