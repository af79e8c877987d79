using System.Text.Json;

namespace Consult.Client;

/// <summary>What a subscription hands out: a <see cref="FeedFrame"/> or a <see cref="FeedReset"/>.</summary>
/// <param name="Feed">The feed, for example <c>consultation/c-1</c>.</param>
public abstract record FeedItem(string Feed);

/// <summary>
/// Forget the position and all that was made of this feed: its past is not the one you know, or you may now see more
/// of it. The frames that follow begin again with event 1.
/// </summary>
/// <param name="Feed">The feed.</param>
public sealed record FeedReset(string Feed) : FeedItem(Feed);

/// <summary>
/// The events <paramref name="From"/> up to <paramref name="To"/>, those of them that this account may see: perhaps
/// fewer than numbers, perhaps none.
/// </summary>
/// <param name="Feed">The feed.</param>
/// <param name="From">Number of the first event covered.</param>
/// <param name="To">Position after the last event covered.</param>
/// <param name="Events">The visible ones, in order.</param>
public sealed record FeedFrame(string Feed, long From, FeedPosition To, IReadOnlyList<FeedEvent> Events) : FeedItem(Feed);

/// <summary>A page of a feed's history: a frame, with where the feed stood when it was read.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="From">Number of the first event covered.</param>
/// <param name="To">Position after the last event covered; ask on from here until it equals <paramref name="Head"/>.</param>
/// <param name="Head">Where the feed stands.</param>
/// <param name="Events">The visible ones, in order.</param>
public sealed record FeedPage(
    string Feed, long From, FeedPosition To, FeedPosition Head, IReadOnlyList<FeedEvent> Events);

/// <summary>One event as a reader sees it.</summary>
public sealed record FeedEvent
{
    /// <summary>Its number in the feed.</summary>
    public required long Seq { get; init; }

    /// <summary>What happened; ignore types you do not know.</summary>
    public required string Type { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who caused it.</summary>
    public EventAuthor? By { get; init; }

    /// <summary>Id of the command that caused it; null when no command did.</summary>
    public string? Command { get; init; }

    /// <summary>What happened in detail; private.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Why private fields are no longer shown: <c>recalled</c>, <c>hidden</c>, <c>erased</c>; or null.</summary>
    public string? Redacted { get; init; }

    /// <summary>A text field of the body; null when there is none.</summary>
    public string? Text(string field) =>
        Body.ValueKind == JsonValueKind.Object
        && Body.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Number and type; never the body.</summary>
    public override string ToString() => $"{Seq} {Type}";
}

/// <summary>Who caused an event. The server sets it.</summary>
/// <param name="Account">The account that acted.</param>
/// <param name="Role">As what; <c>system</c> when no person did.</param>
/// <param name="For">The patient acted for, or null.</param>
public sealed record EventAuthor(string? Account, string Role, string? For)
{
    /// <summary>The role; accounts are nobody's business in a log.</summary>
    public override string ToString() => Role;
}

/// <summary>Something passing, such as <c>typing</c>; never stored, may be dropped.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Type">What.</param>
/// <param name="By">Who, as the server tells it.</param>
public sealed record FeedSignal(string Feed, string Type, JsonElement By);
