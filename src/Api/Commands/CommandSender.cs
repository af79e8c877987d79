using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Livestreams;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Api.Commands;

/// <summary>
/// The one way in which what a client wants reaches an actor, from HTTP and from the hub: id, rate, access, actor. A
/// failure on the way is an answer too; the only exception that leaves here is the caller's own cancellation.
/// </summary>
internal sealed class CommandSender(
    IGrainFactory grains, AccessGate gate, CommandRate rate, RoomInflow inflow, ILogger<CommandSender> log)
{
    /// <summary>The longest id that a client may give a command, in characters.</summary>
    public const int MaxIdLength = 120;

    /// <summary>Sends a command to an actor of which the sender has access.</summary>
    /// <param name="who">The sender.</param>
    /// <param name="id">The client's id of the command; a malformed one is refused.</param>
    /// <param name="to">The actor.</param>
    /// <param name="command">What it shall do.</param>
    /// <param name="cancellationToken">Ends the wait; see <see cref="IFeedGrain.Execute"/>.</param>
    public Task<Answer> SendAsync(SignedIn who, string? id, FeedId to, Command command, CancellationToken cancellationToken) =>
        SendThroughAsync(to, who, id, command, (request, cancelled) => DeliverAsync(to, request, cancelled), cancellationToken);

    /// <summary>The same, with the capacity of the sender read from another feed than the actor's.</summary>
    /// <param name="door">The feed whose access rows say in which capacity the sender acts.</param>
    /// <param name="who">The sender.</param>
    /// <param name="id">The client's id of the command.</param>
    /// <param name="command">What is to be done.</param>
    /// <param name="actor">The method that takes the command.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Answer> SendThroughAsync(
        FeedId door, SignedIn who, string? id, Command command,
        Func<Request, CancellationToken, Task<Answer>> actor, CancellationToken cancellationToken)
    {
        if (Check(who, id, out var commandId) is { } refused) return refused;
        return await TryAsync(command, async () =>
            await gate.FindAsync(door, who, cancellationToken) is { } access
                ? await actor(new(commandId, who.ToCaller(access), command), cancellationToken)
                : Answer.Refused(Codes.Forbidden));
    }

    /// <summary>Sends a command for which a role is enough: the operators', and those that begin something.</summary>
    public async Task<Answer> SendAsAsync(
        Role needed, SignedIn who, string? id, FeedId to, Command command, CancellationToken cancellationToken)
    {
        if (Check(who, id, out var commandId) is { } refused) return refused;
        if (who.Role != needed)
        {
            gate.NoteDenial(to, who);
            return Answer.Refused(Codes.Forbidden);
        }
        return await TryAsync(command, () =>
            ActorOf(to).Execute(new(commandId, who.ToCaller(access: null), command), cancellationToken));
    }

    // What viewers write goes together with what others write; nothing else waits in that line.
    private Task<Answer> DeliverAsync(FeedId to, Request request, CancellationToken cancellationToken) =>
        request is { Command: PostChat, By.Role: Role.Viewer }
            ? inflow.SendAsync(to, request, cancellationToken)
            : ActorOf(to).Execute(request, cancellationToken);

    private Answer? Check(SignedIn who, string? id, out CommandId commandId)
    {
        // A slash is the mark of ids that actors make (feed:number:ordinal): a client that took one of those would have
        // the actor's own command refused as a repetition. Steps of a command add a few characters to its id.
        if (!CommandId.TryParse(id, out commandId) || id.Length > MaxIdLength || id.Contains('/'))
            return Answer.Refused(Codes.CommandIdInvalid);
        return rate.TryTake(who.Account) ? null : Answer.Refused(Codes.RateLimited);
    }

    private IFeedGrain ActorOf(FeedId feed) => grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));

    // A call can end without an answer; what the client then needs to know is whether to repeat the command under the
    // same id, and that is a code.
    private async Task<Answer> TryAsync(Command command, Func<Task<Answer>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var code = ProblemMiddleware.CodeOf(e);
            log.CommandFailed(code, e.GetType(), command.GetType());
            return Answer.Refused(code);
        }
    }
}
