using Consult.Feeds;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>
/// What clients call over the socket. The names and results are part of the public protocol (docs/protocol.md section
/// 5); a refusal is a result with a code, never an exception.
/// </summary>
internal sealed class LiveHub(Relay relay, LiveCommands commands) : Hub
{
    /// <summary>Begins to watch a feed from a position on.</summary>
    public async Task<SubscribeResult> Subscribe(string feed, string position)
    {
        if (!Position.TryParse(position, out var from)) return new(Codes.Invalid, null);
        if (!FeedId.TryParse(feed, out var id) || Connection is not { } connection) return new(Codes.Forbidden, null);
        var (code, head) = await relay.SubscribeAsync(connection, id, from, Context.ConnectionAborted);
        return new(code, code is null ? head : null);
    }

    /// <summary>Stops watching a feed.</summary>
    public async Task<UnsubscribeResult> Unsubscribe(string feed)
    {
        if (FeedId.TryParse(feed, out var id) && Connection is { } connection) await relay.UnsubscribeAsync(connection, id);
        return new(null);
    }

    /// <summary>Posts a message.</summary>
    public Task<PostResult> Post(string feed, string command, PostBody body) =>
        commands.PostAsync(Context.User!, feed, command, body?.Text, Context.ConnectionAborted);

    /// <summary>Tells the others something that is true only now.</summary>
    public Task Signal(string feed, string type) =>
        commands.SignalAsync(Context.User!, feed, type, Context.ConnectionAborted);

    private LiveConnection? Connection => relay.Find(Context.ConnectionId);
}

/// <summary>Answer to <c>Subscribe</c>.</summary>
internal sealed record SubscribeResult(string? Code, Position? Head);

/// <summary>Answer to <c>Unsubscribe</c>.</summary>
internal sealed record UnsubscribeResult(string? Code);

/// <summary>Answer to <c>Post</c>.</summary>
internal sealed record PostResult(string? Code, Position? Position);

/// <summary>What is posted.</summary>
internal sealed record PostBody(string? Text)
{
    /// <summary>Never the text.</summary>
    public override string ToString() => nameof(PostBody);
}
