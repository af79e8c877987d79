using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Feeds;
using Consult.Livestreams;

namespace Consult.Api.Resources;

/// <summary>
/// Handlers of routes that send a livestream one command, made of what stands in the path or body. Who in it may do it is
/// the livestream's to decide.
/// </summary>
internal static class LivestreamRoutes
{
    /// <summary>Always the same.</summary>
    public static Delegate Send(Command command) =>
        (LivestreamId id, [AsParameters] Incoming incoming) => incoming.SendAsync(id.Feed, command);

    /// <summary>About a line, a question or a request: each is named by the number of its event.</summary>
    public static Delegate SendAbout(Func<long, Command> command) =>
        (LivestreamId id, long seq, [AsParameters] Incoming incoming) => incoming.SendAsync(id.Feed, command(seq));

    /// <summary>About an account.</summary>
    public static Delegate SendOf(Func<AccountId, Command> command) =>
        (LivestreamId id, AccountId account, [AsParameters] Incoming incoming) => incoming.SendAsync(id.Feed, command(account));

    /// <summary>The body itself. A type parameter does not tell the framework that null is no command, so that is asked here.</summary>
    public static Delegate SendBody<TCommand>() where TCommand : Command =>
        async Task<Outcome> (LivestreamId id, [AsParameters] Incoming incoming, TCommand body) =>
            body is null ? Problem.Of(Codes.Invalid) : await incoming.SendAsync(id.Feed, body);
}
