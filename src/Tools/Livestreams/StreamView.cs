using System.Text.Json;
using Consult.Client;

namespace Consult.Tools.Livestreams;

/// <summary>One event of a livestream as a reader got it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Command">Id of the command that caused it, or null.</param>
/// <param name="Shows">Number of the line that it shows for the first time: its own or, when it was held, an earlier one; null when it shows none.</param>
/// <param name="Text">Its text, or null.</param>
/// <param name="IsRedacted">Whether its text was taken away.</param>
/// <param name="Content">All of it; what two readers got is compared by this.</param>
public sealed record StreamEvent(long Seq, string? Command, long? Shows, string? Text, bool IsRedacted, string Content)
{
    /// <summary>An event as it is compared.</summary>
    public static StreamEvent Of(FeedEvent one)
    {
        var body = one.Body.ValueKind is JsonValueKind.Undefined ? "" : JsonSerializer.Serialize(one.Body);
        return new(
            one.Seq, one.Command, LineOf(one), one.Text("text"), one.Redacted is not null,
            $"{one.Type} {one.At:O} {one.By?.Role} {one.By?.Account} {one.Command} {one.Redacted} {body}");
    }

    /// <summary>Number and command; never the text.</summary>
    public override string ToString() => $"{Seq} {Command}";

    private static long? LineOf(FeedEvent one) => one.Type switch
    {
        "livestream.chat.posted" or "livestream.question.asked" => one.Seq,
        "livestream.line.released" => one.Body.GetProperty("line").GetInt64(),
        _ => null,
    };
}

/// <summary>A frame, or a page of the history.</summary>
/// <param name="From">Number of the first event covered.</param>
/// <param name="To">Position after the last event covered.</param>
/// <param name="Events">The visible ones.</param>
public sealed record StreamFrame(long From, FeedPosition To, IReadOnlyList<StreamEvent> Events);

/// <summary>All that one reader got, in the order received.</summary>
/// <param name="Name">Who.</param>
/// <param name="Frames">What.</param>
public sealed record StreamView(string Name, IReadOnlyList<StreamFrame> Frames)
{
    internal IEnumerable<StreamEvent> Events => Frames.SelectMany(frame => frame.Events);
}

/// <summary>A line or question that was acknowledged.</summary>
/// <param name="Command">Id under which it was sent.</param>
/// <param name="Line">Its number, as acknowledged.</param>
/// <param name="IsHeld">Whether it waited for the host.</param>
/// <param name="Position">The position that the acknowledgement named.</param>
/// <param name="Sent">When it was sent, as the clock counts.</param>
/// <param name="AcknowledgedAt">When it was acknowledged.</param>
public sealed record SaidLine(string Command, long Line, bool IsHeld, FeedPosition Position, long Sent, long AcknowledgedAt);
