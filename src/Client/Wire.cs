using System.Text.Encodings.Web;
using System.Text.Json;

namespace Consult.Client;

/// <summary>JSON as the protocol writes it.</summary>
internal static class Wire
{
    // Han characters go as they are: escaping would triple them.
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <exception cref="ConsultException">What came is not of this protocol.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Json) ?? throw NotUnderstood();
        }
        catch (JsonException)
        {
            throw NotUnderstood();
        }
    }

    /// <exception cref="ConsultException">What came is not of this protocol.</exception>
    public static T Read<T>(JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Json) ?? throw NotUnderstood();
        }
        catch (JsonException)
        {
            throw NotUnderstood();
        }
    }

    // The parser's own message quotes what it read, so it is not kept as the inner exception.
    private static ConsultException NotUnderstood() => new(ClientCodes.NotUnderstood);
}

/// <summary>A message of SignalR's JSON protocol, all types in one.</summary>
internal sealed record HubMessage
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    public int Type { get; init; }
    public string? InvocationId { get; init; }
    public string? Target { get; init; }
    public JsonElement[]? Arguments { get; init; }
    public JsonElement? Result { get; init; }
    public string? Error { get; init; }
}

/// <summary>Answer of <c>Subscribe</c> and <c>Post</c>.</summary>
internal sealed record CallResult(string? Code, FeedPosition? Position);

/// <summary>The server ended one subscription.</summary>
internal sealed record StopNotice(string Feed, string Code);

/// <summary>The server is about to close the connection.</summary>
internal sealed record ByeNotice(string Code, bool Reconnect);
