using System.Buffers;
using System.Text.Json;
using Consult.Feeds;

namespace Consult.Api.Live;

/// <summary>
/// An event as clients receive it, encoded once however many receive it, with what decides who they are.
/// </summary>
/// <param name="Position">Its place.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="Json">As everybody sees it but viewers.</param>
/// <param name="JsonForViewers">As viewers see it.</param>
internal sealed record EncodedEvent(
    Position Position, Audience Audience, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> JsonForViewers)
{
    /// <summary>As readers in a role see it.</summary>
    public ReadOnlyMemory<byte> JsonFor(Role reader) => reader is Role.Viewer ? JsonForViewers : Json;

    /// <summary>Encodes an event; <paramref name="body"/> is its opened body as a JSON object.</summary>
    /// <remarks>
    /// Viewers do not learn who of them wrote what: accounts would link what a person writes in one room to what they write
    /// in the next. Their own they know by its command.
    /// </remarks>
    public static EncodedEvent From(FeedEvent stored, ReadOnlySpan<byte> body)
    {
        var e = stored.Envelope;
        var json = Encode(stored, body, isNamed: true);
        return new(e.Position, e.Audience, json, e.By.Role is Role.Viewer ? Encode(stored, body, isNamed: false) : json);
    }

    private static ReadOnlyMemory<byte> Encode(FeedEvent stored, ReadOnlySpan<byte> body, bool isNamed)
    {
        var e = stored.Envelope;
        var buffer = new ArrayBufferWriter<byte>(body.Length + 256);
        using var json = new Utf8JsonWriter(buffer, HubFrames.Relaxed);
        json.WriteStartObject();
        json.WriteNumber("seq"u8, e.Seq);
        json.WriteString("type"u8, e.Type);
        json.WritePropertyName("at"u8);
        JsonSerializer.Serialize(json, e.At, FeedJson.Options);
        json.WritePropertyName("by"u8);
        if (isNamed) JsonSerializer.Serialize(json, e.By, FeedJson.Options);
        else json.WriteRawValue("""{"role":"viewer"}"""u8, skipInputValidation: true);
        json.WriteString("command"u8, e.Command.Value);
        if (stored.Redacted is { } redaction) json.WriteString("redacted"u8, JsonNamingPolicy.CamelCase.ConvertName(redaction.ToString()));
        json.WritePropertyName("body"u8);
        json.WriteRawValue(body, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
