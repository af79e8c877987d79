using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Consult.Feeds;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Consult.Api.Live;

/// <summary>
/// What the server calls on clients: encoded once per hub protocol, sent to many.
/// docs/protocol.md section 5 describes each.
/// </summary>
internal static class HubFrames
{
    /// <summary>Bytes around what a call says.</summary>
    private const int Envelope = 64;

    /// <summary>JSON for sockets and bodies, never for HTML: Chinese stays legible and costs three bytes, not six.</summary>
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The most bytes of events in one frame, unless it is of one event: a frame as large as all that may wait for a
    /// connection would end the connection, and again when it has come back.
    /// </summary>
    private const int MaxFrame = LiveConnection.MaxQueued / 4;

    /// <summary>Events in their order, in as many frames as their size wants.</summary>
    public static IEnumerable<ImmutableArray<EncodedEvent>> Cut(ImmutableArray<EncodedEvent> events)
    {
        var (from, size) = (0, 0);
        for (var i = 0; i < events.Length; size += events[i++].Json.Length)
        {
            if (i == from || size + events[i].Json.Length <= MaxFrame) continue;
            yield return events[from..i];
            (from, size) = (i, 0);
        }
        yield return events[from..];
    }

    /// <summary>A run of events from <paramref name="from"/> to <paramref name="to"/>, of which <paramref name="visible"/> are shown.</summary>
    public static OutgoingMessage Frame(FeedId feed, long from, Position to, ImmutableArray<EncodedEvent> events, ulong visible, Role reader) =>
        Call("frame", json =>
        {
            json.WriteString("feed"u8, feed.Value);
            json.WriteNumber("from"u8, from);
            json.WriteString("to"u8, to.ToString());
            json.WriteStartArray("events"u8);
            for (var i = 0; i < events.Length; i++)
                if ((visible >> i & 1) != 0)
                    json.WriteRawValue(events[i].JsonFor(reader).Span, skipInputValidation: true);
            json.WriteEndArray();
        });

    /// <summary>Something that is true only now.</summary>
    public static OutgoingMessage Signal(FeedId feed, Signal signal) => Call("signal", json =>
    {
        json.WriteString("feed"u8, feed.Value);
        json.WriteString("type"u8, signal.Type);
        json.WritePropertyName("by"u8);
        JsonSerializer.Serialize(json, signal.By, FeedJson.Options);
        if (signal.Data.Value is { } data) json.WriteString("data"u8, data);
        if (signal.Figures is { } figures)
        {
            json.WritePropertyName("figures"u8);
            json.WriteRawValue(figures, skipInputValidation: true);
        }
    });

    /// <summary>Signals with data could not be passed on to this connection.</summary>
    public static OutgoingMessage SignalsLost(FeedId feed) => Signal(feed, Feeds.Signal.Lost(AccountId.System));

    /// <summary>A subscription has ended.</summary>
    public static OutgoingMessage Stop(FeedId feed, string code) => Call("stop", json =>
    {
        json.WriteString("feed"u8, feed.Value);
        json.WriteString("code"u8, code);
    });

    /// <summary>The connection is about to be closed. Whatever the reason is today, coming back is welcome.</summary>
    public static OutgoingMessage Bye(string code) => Call("bye", json =>
    {
        json.WriteString("code"u8, code);
        json.WriteBoolean("reconnect"u8, true);
    });

    private static OutgoingMessage Call(string target, Action<Utf8JsonWriter> argument)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            argument(json);
            json.WriteEndObject();
        }
        var call = new InvocationMessage(target, [new HubArgument(buffer.WrittenMemory)]);
        return new(new SerializedHubMessage(call), buffer.WrittenCount + Envelope);
    }
}

/// <summary>A message for one or many connections.</summary>
/// <param name="Message">The call; it keeps its bytes for each hub protocol.</param>
/// <param name="Size">How many those are, about.</param>
internal readonly record struct OutgoingMessage(SerializedHubMessage Message, int Size);
