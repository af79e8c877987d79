using System.Collections.Immutable;
using Consult.Api.Commands;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Livestreams;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>
/// What clients call over the socket. The names and results are part of the public protocol (docs/protocol.md section
/// 5); a refusal is a result with a code, never an exception.
/// </summary>
internal sealed class LiveHub(Relay relay, CommandSender commands, LiveSignals signals) : Hub
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

    /// <summary>Posts a message in a consultation, or a line in a livestream, which has no attachments.</summary>
    public async Task<PostResult> Post(string feed, string command, PostBody? body)
    {
        if (!FeedId.TryParse(feed, out var id) || id.Kind is not (FeedKinds.Consultation or FeedKinds.Livestream))
            return new(Codes.Forbidden, null);
        if (body?.Text is not { } text) return new(Codes.Invalid, null);
        var attachments = body.Attachments ?? [];
        if (id.Kind == FeedKinds.Livestream && !attachments.IsEmpty) return new(Codes.Invalid, null);
        Command post = id.Kind == FeedKinds.Livestream ? new PostChat(text) : new PostMessage(text) { Attachments = attachments };
        var answer = await commands.SendAsync(Who, command, id, post, Context.ConnectionAborted);
        return new(answer.Code, answer.IsAccepted ? answer.Position : null);
    }

    /// <summary>Tells the others something that is true only now.</summary>
    public async Task Signal(string feed, string type)
    {
        if (FeedId.TryParse(feed, out var id)) await signals.SendAsync(Who, id, type, data: null, Context.ConnectionAborted);
    }

    /// <summary>The same, with something for the one other party. (A hub's method has no optional parameters.)</summary>
    public async Task<SignalResult> SignalData(string feed, string type, string? data) =>
        new(FeedId.TryParse(feed, out var id)
            ? await signals.SendAsync(Who, id, type, data, Context.ConnectionAborted)
            : Codes.Forbidden);

    private SignedIn Who => SignedIn.From(Context.User!);

    private LiveConnection? Connection => relay.Find(Context.ConnectionId);
}

/// <summary>Answer to <c>Subscribe</c>.</summary>
internal sealed record SubscribeResult(string? Code, Position? Head);

/// <summary>Answer to <c>Unsubscribe</c>.</summary>
internal sealed record UnsubscribeResult(string? Code);

/// <summary>Answer to <c>Post</c>.</summary>
internal sealed record PostResult(string? Code, Position? Position);

/// <summary>Answer to <c>SignalData</c>: null when it is on its way, which does not mean that it arrives.</summary>
internal sealed record SignalResult(string? Code);

/// <summary>What is posted.</summary>
internal sealed record PostBody(string? Text, ImmutableArray<AttachmentId>? Attachments = null)
{
    /// <summary>Never the text.</summary>
    public override string ToString() => nameof(PostBody);
}
