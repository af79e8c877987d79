using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Microsoft.AspNetCore.Mvc;

namespace Consult.Api.Commands;

/// <summary>A request that carries a command: who sends it, under which id, and the way to its actor.</summary>
/// <param name="Who">The sender.</param>
/// <param name="Key">The client's id of the command.</param>
/// <param name="Sender">The way to the actors.</param>
/// <param name="Ids">Keys of what is begun.</param>
/// <param name="Cancelled">Ends when the client leaves.</param>
/// <remarks>
/// The attributes are the properties': the generator of the handlers does not look at a constructor's parameters, and would read
/// the header from the query instead.
/// </remarks>
internal readonly record struct Incoming(
    SignedIn Who,
    [property: FromHeader(Name = Incoming.KeyHeader)] string? Key,
    [property: FromServices] CommandSender Sender,
    [property: FromServices] NewIds Ids,
    CancellationToken Cancelled)
{
    /// <summary>The header that carries a command's id.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Sends a command to an actor of which the sender has access.</summary>
    public async Task<Outcome> SendAsync(FeedId to, Command command) =>
        Tell(await Sender.SendAsync(Who, Key, to, command, Cancelled));

    /// <summary>Sends a command for which a role is enough.</summary>
    public async Task<Outcome> SendAsAsync(Role needed, FeedId to, Command command) =>
        Tell(await Sender.SendAsAsync(needed, Who, Key, to, command, Cancelled));

    /// <summary>Sends a command that begins something, for which a role is enough.</summary>
    public async Task<Beginning> BeginAsync(Role needed, string kind, Command command)
    {
        var feed = NewFeed(kind);
        return TellNew(feed, await Sender.SendAsAsync(needed, Who, Key, feed, command, Cancelled));
    }

    /// <summary>The feed of what this request begins; the same whenever the request is repeated.</summary>
    public FeedId NewFeed(string kind) => new(kind, Ids.For(kind, Who, Key));

    /// <summary>The response to a command.</summary>
    public static Outcome Tell(Answer answer) =>
        answer.IsAccepted ? TypedResults.Ok(new Done(answer.Position)) : Problem.Of(answer.Code!);

    /// <summary>The response to a command that began something.</summary>
    public static Beginning TellNew(FeedId feed, Answer answer) =>
        answer.IsAccepted
            ? TypedResults.Created($"/{feed.Kind}s/{feed.Key}", new Begun(feed.Key, answer.Position))
            : Problem.Of(answer.Code!);
}

/// <summary>A command took effect.</summary>
/// <param name="Position">Where the feed stood afterwards.</param>
internal sealed record Done(Position Position);

/// <summary>A command began something.</summary>
/// <param name="Id">The key of what was begun.</param>
/// <param name="Position">Where its feed stood afterwards.</param>
internal sealed record Begun(string Id, Position Position);
