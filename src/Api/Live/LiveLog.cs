using Consult.Feeds;

namespace Consult.Api.Live;

/// <summary>What the live side logs, events 4100–4199. Names of feeds only.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(4100, LogLevel.Warning, "A reader of {Feed} could not catch up from the log.")]
    public static partial void CatchUpFailed(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(4101, LogLevel.Warning, "The watch of {Feed} was not renewed; it is tried again.")]
    public static partial void RenewalFailed(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(4102, LogLevel.Warning, "Departments were not told who is connected; they are told again.")]
    public static partial void PulseFailed(this ILogger log, Exception error);

    [LoggerMessage(4103, LogLevel.Information, "The actor of {Feed} was not told that nobody watches it; the lease runs out.")]
    public static partial void FarewellFailed(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(4104, LogLevel.Warning, "A subscription to {Feed} failed ({Exception}).")]
    public static partial void SubscribeFailed(this ILogger log, FeedId feed, Type exception);
}
