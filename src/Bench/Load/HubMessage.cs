using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Consult.Bench.Load;

/// <summary>
/// The parts of a hub message that a measurement looks at. Consult's frames and the peers' messages have names in
/// common, so one parser reads both: a message's text begins with its number in the conversation.
/// </summary>
internal readonly record struct HubMessage
{
    public const int Call = 1;
    public const int Answer = 3;
    public const int Close = 7;

    /// <summary>The type of the protocol.</summary>
    public int Kind { get; private init; }

    /// <summary>What is called.</summary>
    public string? Target { get; private init; }

    /// <summary>Which call is answered.</summary>
    public long Invocation { get; private init; }

    /// <summary>Why the call was refused or failed.</summary>
    public string? Refusal { get; private init; }

    /// <summary>First event that a frame covers.</summary>
    public long From { get; private init; }

    /// <summary>Position after it; in an answer, where the feed stands.</summary>
    public string? To { get; private init; }

    /// <summary>Number of the first message in it; 0 when there is none.</summary>
    public long First { get; private init; }

    /// <summary>How many messages it holds.</summary>
    public int Count { get; private init; }

    /// <summary>Whether the numbers in it follow on each other.</summary>
    public bool IsInOrder { get; private init; }

    /// <summary>Whether it brings messages.</summary>
    public bool IsDelivery => Kind == Call && Target is "frame" or "message";

    /// <summary>Number of the sequence in a position or number.</summary>
    public static long SeqOf(string position) =>
        long.Parse(position.AsSpan(0, position.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : position.Length), null);

    /// <summary>Reads one message without its separator.</summary>
    public static HubMessage Parse(ReadOnlySpan<byte> json)
    {
        var message = new HubMessage { IsInOrder = true };
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            // What the bench says begins with a number; automatic text, which a sentence may call for, does not.
            if (reader.ValueTextEquals("text"u8)) message = Number(ref reader) is > 0 and var number ? message.With(number) : message;
            else if (reader.ValueTextEquals("from"u8)) message = message with { From = Long(ref reader) };
            else if (reader.ValueTextEquals("to"u8) || reader.ValueTextEquals("head"u8)) message = message with { To = Text(ref reader) };
            else if (reader.ValueTextEquals("invocationId"u8)) message = message with { Invocation = Number(ref reader) };
            else if (reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("error"u8)) message = message with { Refusal = Text(ref reader) };
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("type"u8)) message = message with { Kind = (int)Long(ref reader) };
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("target"u8)) message = message with { Target = Known(ref reader) };
        }
        return message;
    }

    private HubMessage With(long number) => this with
    {
        First = Count == 0 ? number : First,
        Count = Count + 1,
        IsInOrder = IsInOrder && (Count == 0 || number == First + Count),
    };

    private static string Known(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.ValueTextEquals("frame"u8) ? "frame" : reader.ValueTextEquals("message"u8) ? "message" : reader.GetString()!;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
    }

    private static long Long(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    /// <summary>The number that a string begins with.</summary>
    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Utf8Parser.TryParse(reader.ValueSpan, out long number, out _) ? number : 0;
    }
}
