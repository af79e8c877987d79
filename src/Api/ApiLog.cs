using Consult.Feeds;

namespace Consult.Api;

/// <summary>What the API logs. Event ids 4000–4099 are its own and stable; no message has a place for private text.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(4000, LogLevel.Error, "A request failed with {Code} ({Exception}) at {Route}.")]
    public static partial void RequestFailed(this ILogger log, string code, Type exception, string route);

    [LoggerMessage(4001, LogLevel.Warning, "A {Command} ended with {Code} ({Exception}).")]
    public static partial void CommandFailed(this ILogger log, string code, Type exception, Type command);

    [LoggerMessage(4002, LogLevel.Warning, "Development sign-in is on: whoever can reach this server can be anybody.")]
    public static partial void DevelopmentSignIn(this ILogger log);

    [LoggerMessage(4003, LogLevel.Warning, "The account of a sign-in could not be opened ({Code}); it is tried again at its next request.")]
    public static partial void AccountNotOpened(this ILogger log, string code);

    [LoggerMessage(4004, LogLevel.Error, "The store does not answer ({Exception}); this server is not ready.")]
    public static partial void NotReady(this ILogger log, Type exception);

    [LoggerMessage(4005, LogLevel.Information, "Denied to {Account} as {Role}: {Feed}.")]
    public static partial void AccessDenied(this ILogger log, AccountId account, Role role, FeedId feed);

    [LoggerMessage(4006, LogLevel.Information, "The pages were not built: that needs Node.js 20.19 or later with npm. /app/ says so.")]
    public static partial void NoPages(this ILogger log);

    [LoggerMessage(4007, LogLevel.Error, "The demo was broken off ({Code}); the next start completes it.")]
    public static partial void DemoBrokenOff(this ILogger log, string code);
}
