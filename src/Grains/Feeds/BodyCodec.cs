using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Consult.Feeds;

/// <summary>
/// Bodies between records and stored bytes. Stored: one JSON object with the clear fields as they are, and, when the
/// body has private text, <c>"$key"</c> (whose key) and <c>"$sealed"</c> (base64 of a
/// <see cref="SealedBox"/> around the private fields as JSON) behind them. The envelope is authenticated with the text, so that sealed text moved to another
/// event does not open.
/// </summary>
public static class BodyCodec
{
    // A quotation mark inside a JSON string is escaped, so this cannot occur in a text; and no field of ours begins
    // with a dollar sign (held by a test).
    private static ReadOnlySpan<byte> KeyField => "\"$key\":\""u8;
    private static ReadOnlySpan<byte> SealedField => "\",\"$sealed\":\""u8;

    /// <summary>Whether bodies of this type have private text, so that a key is needed to store them.</summary>
    public static bool HasPrivateText(EventBody body) =>
        FeedJson.Private.GetTypeInfo(body.GetType()).Properties.Count > 0;

    /// <summary>The body as it is stored.</summary>
    /// <param name="body">What happened.</param>
    /// <param name="person">Whose key seals the text.</param>
    /// <param name="key">That key; may be empty when the type has no private text.</param>
    /// <param name="place">Feed, number and type of the event.</param>
    public static byte[] Encode(EventBody body, string? person, ReadOnlySpan<byte> key, (FeedId Feed, long Seq, string Type) place)
    {
        var clear = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), FeedJson.Clear);
        if (!HasPrivateText(body)) return clear;
        var text = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), FeedJson.Private);
        var box = SealedBox.Seal(text, key, Context(place));
        CryptographicOperations.ZeroMemory(text);

        var stored = new ArrayBufferWriter<byte>(clear.Length + (box.Length * 4 / 3) + 64);
        stored.Write(clear.AsSpan(0, clear.Length - 1));
        if (clear.Length > 2) stored.Write(","u8);
        stored.Write(KeyField);
        stored.Write(Encoding.ASCII.GetBytes(person!));
        stored.Write(SealedField);
        Base64.EncodeToUtf8(box, stored.GetSpan(Base64.GetMaxEncodedToUtf8Length(box.Length)), out _, out var written);
        stored.Advance(written);
        stored.Write("\"}"u8);
        return stored.WrittenSpan.ToArray();
    }

    /// <summary>Whose key opens a stored body; null when it has no private text, or no body is left.</summary>
    public static string? PersonOf(ReadOnlySpan<byte> stored)
    {
        var at = stored.IndexOf(KeyField);
        if (at < 0) return null;
        var rest = stored[(at + KeyField.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    /// <summary>
    /// The body as one plain JSON object with the same fields as its record. Without a key, or for a redacted event,
    /// the private fields are left out.
    /// </summary>
    /// <exception cref="CryptographicException">The sealed text is not what was stored under this envelope.</exception>
    public static byte[] OpenJson(FeedEvent stored, ReadOnlyMemory<byte>? key)
    {
        var body = stored.Body.AsSpan();
        if (body.IsEmpty) return "{}"u8.ToArray();
        var at = body.IndexOf(KeyField);
        if (at < 0) return body.ToArray();
        var clear = body[..at];
        if (clear[^1] == (byte)',') clear = clear[..^1];
        if (key is null || stored.Redacted is not null) return [.. clear, (byte)'}'];
        var text = Unseal(body[at..], key.Value.Span, (stored.Envelope.Feed, stored.Envelope.Seq, stored.Envelope.Type));
        return clear.Length == 1 ? text : [.. clear, (byte)',', .. text.AsSpan(1)];
    }

    /// <summary>The body as its record; erased text is <see cref="PrivateText.Gone"/>.</summary>
    /// <exception cref="UnknownEventException">This version does not know the type.</exception>
    public static EventBody Decode(FeedEvent stored, ReadOnlyMemory<byte>? key)
    {
        var type = EventCatalogue.TypeOf(stored.Envelope.Type);
        return (EventBody)JsonSerializer.Deserialize(OpenJson(stored, key), type, FeedJson.Options)!;
    }

    private static byte[] Unseal(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> key, (FeedId Feed, long Seq, string Type) place)
    {
        var from = fields.IndexOf(SealedField) + SealedField.Length;
        var encoded = fields[from..^2];
        var box = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        if (Base64.DecodeFromUtf8(encoded, box, out _, out var size) != OperationStatus.Done)
            throw new CryptographicException("A sealed body is malformed.");
        return SealedBox.Open(box.AsSpan(0, size), key, Context(place));
    }

    private static byte[] Context((FeedId Feed, long Seq, string Type) place) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{place.Feed}|{place.Seq}|{place.Type}"));
}
