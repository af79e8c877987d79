using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;

namespace Consult.Feeds;

/// <summary>What feeds log, events 2000–2099. Names of feeds and types only: never a body, a name or a token.</summary>
internal static partial class FeedLog
{
    [LoggerMessage(2000, LogLevel.Critical, "Feed {Feed} is quarantined: event {Seq} cannot be folded ({Error}).")]
    public static partial void Quarantined(this ILogger log, FeedId feed, long seq, string error);

    [LoggerMessage(2001, LogLevel.Warning, "An append to {Feed} ended {Outcome}; the actor loads its log again.")]
    public static partial void AppendFailed(this ILogger log, FeedId feed, AppendOutcome outcome);

    [LoggerMessage(2002, LogLevel.Information, "The snapshot of {Feed} is ignored ({Error}).")]
    public static partial void SnapshotIgnored(this ILogger log, FeedId feed, string error);

    [LoggerMessage(2003, LogLevel.Information, "The snapshot of {Feed} was not saved.")]
    public static partial void SnapshotNotSaved(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(2004, LogLevel.Information, "Relay {Relay} no longer takes frames of {Feed}.")]
    public static partial void RelayLost(this ILogger log, FeedId feed, string relay, Exception error);

    [LoggerMessage(2005, LogLevel.Information, "Event {Seq} of {Feed}: {To} refused the reaction with {Code}.")]
    public static partial void ReactionRefused(this ILogger log, FeedId feed, long seq, FeedId to, string code);

    [LoggerMessage(2006, LogLevel.Warning, "Attempt {Attempt} to send a reaction of {Feed} failed.")]
    public static partial void ReactionAttemptFailed(this ILogger log, FeedId feed, int attempt, Exception error);

    [LoggerMessage(2007, LogLevel.Error, "Reactions of {Feed} failed; the sweeper takes them up again.")]
    public static partial void ReactionsFailed(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(2009, LogLevel.Critical, "Committed events of {Feed} could not be passed on; the actor loads its log again.")]
    public static partial void PublishFailed(this ILogger log, FeedId feed, Exception error);

    [LoggerMessage(2008, LogLevel.Critical, "Reactions of {Feed} from event {Seq} on keep failing and wait until {Until}.")]
    public static partial void ReactionsParked(this ILogger log, FeedId feed, long seq, DateTimeOffset until);
}
