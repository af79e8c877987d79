using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Orleans;
using Orleans.Runtime;

namespace Consult.Api.Commands;

/// <summary>
/// The one way in which what a client wants reaches an actor, from HTTP and from the hub: rate, id, access, actor. It
/// never throws but for the caller's own cancellation.
/// </summary>
internal sealed class CommandSender(IGrainFactory grains, AccessGate gate, CommandRate rate, ILogger<CommandSender> log)
{
    /// <summary>Sends a command of somebody who has access to a feed: its own, or the one that <paramref name="door"/> names.</summary>
    /// <param name="who">The sender.</param>
    /// <param name="id">The client's id of the command; malformed ones are refused.</param>
    /// <param name="to">The actor.</param>
    /// <param name="command">What it shall do.</param>
    /// <param name="cancellationToken">Ends the wait; see <see cref="IFeedGrain.Execute"/>.</param>
    /// <param name="door">The feed whose access rows say in which capacity the sender acts; <paramref name="to"/> when null.</param>
    public async Task<Answer> SendAsync(
        SignedIn who, string? id, FeedId to, Command command, CancellationToken cancellationToken, FeedId? door = null)
    {
        if (Check(who, id, out var commandId) is { } refused) return refused;
        return await TryAsync(command, to, async () =>
            await gate.FindAsync(door ?? to, who, cancellationToken) is { } access
                ? await ActorOf(to).Execute(new(commandId, who.ToCaller(access), command), cancellationToken)
                : Answer.Refused(Codes.Forbidden));
    }

    /// <summary>Sends a command for which a role is enough: operators', and those that begin something.</summary>
    public async Task<Answer> SendAsync(
        SignedIn who, Role needed, string? id, FeedId to, Command command, CancellationToken cancellationToken)
    {
        if (Check(who, id, out var commandId) is { } refused) return refused;
        if (who.Role != needed) return Answer.Refused(Codes.Forbidden);
        return await TryAsync(command, to, () =>
            ActorOf(to).Execute(new(commandId, who.ToCaller(access: null), command), cancellationToken));
    }

    private Answer? Check(SignedIn who, string? id, out CommandId commandId)
    {
        if (!CommandId.TryParse(id, out commandId)) return Answer.Refused(Codes.CommandIdInvalid);
        return rate.TryTake(who.Account) ? null : Answer.Refused(Codes.RateLimited);
    }

    private IFeedGrain ActorOf(FeedId feed) => grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));

    // A call between hosts can end without an answer; what the client then needs is not an exception but whether to
    // repeat the command, under the same id.
    private async Task<Answer> TryAsync(Command command, FeedId to, Func<Task<Answer>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var code = ProblemMiddleware.CodeOf(e);
            log.CommandFailed(code, e.GetType(), command.GetType().Name, to.Kind);
            return Answer.Refused(code);
        }
    }
}
