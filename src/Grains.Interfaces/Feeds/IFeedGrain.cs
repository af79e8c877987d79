using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Consult.Feeds;

/// <summary>
/// What every actor understands. The grain type of an actor is its feed's kind, so any feed is reached by
/// <c>GetGrain&lt;IFeedGrain&gt;(GrainId.Create(feed.Kind, feed.Key))</c>.
/// </summary>
[Alias("consult.IFeedGrain")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Decides a command. Its answer is durable; see <see cref="Answer"/>.</summary>
    /// <param name="request">The command, its id and its sender.</param>
    /// <param name="cancellationToken">Counts until the decision; afterwards the command takes its course.</param>
    [Alias("Execute")]
    Task<Answer> Execute(Request request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides many commands in their order, each as <see cref="Execute"/> would, and answers when the last has its
    /// answer: for busy rooms, where a call from another process for each line would cost more than the line.
    /// </summary>
    [Alias("ExecuteAll")]
    Task<ImmutableArray<Answer>> ExecuteAll(ImmutableArray<Request> requests);

    /// <summary>
    /// Begins or renews a relay's lease of <see cref="Leases.Length"/>. While it runs the actor sends the relay every
    /// event after <paramref name="after"/>. The answer says where the feed stands as far as this activation knows; a
    /// relay holds itself against the log, because another activation may have gone on.
    /// </summary>
    /// <param name="relay">The relay's name; one lease per relay and feed.</param>
    /// <param name="observer">Where frames go.</param>
    /// <param name="after">The last event the relay holds.</param>
    [Alias("Watch"), AlwaysInterleave]
    Task<WatchAnswer> Watch(string relay, IFeedObserver observer, long after);

    /// <summary>Ends a relay's lease.</summary>
    [Alias("Unwatch"), AlwaysInterleave]
    Task Unwatch(string relay);

    /// <summary>Passes an ephemeral signal on to those who watch. It is never stored and may be dropped.</summary>
    [Alias("Signal"), OneWay, AlwaysInterleave]
    Task Signal(Signal signal);

    /// <summary>Passes a due deadline and sends pending reactions. Sent by the sweeper.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>Where an actor sends what its relays watch.</summary>
[Alias("consult.IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    /// <summary>Takes a frame; the next is sent when this call has returned.</summary>
    [Alias("OnFrame")]
    Task OnFrame(FeedFrame frame);
}

/// <summary>How long watching lasts.</summary>
public static class Leases
{
    /// <summary>A relay that does not renew within this time is forgotten.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>How often a relay renews: twice may be lost.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
}

/// <summary>The answer to <see cref="IFeedGrain.Watch"/>.</summary>
[GenerateSerializer, Immutable, Alias("consult.WatchAnswer")]
public sealed record WatchAnswer(
    [property: Id(0)] string? Code,
    [property: Id(1)] Position Head);

/// <summary>A run of consecutive committed events, and the latest signals, on the way to a relay.</summary>
[GenerateSerializer, Immutable, Alias("consult.FeedFrame")]
public sealed record FeedFrame
{
    /// <summary>The feed.</summary>
    [Id(0)] public required FeedId Feed { get; init; }

    /// <summary>Number of the first event that the frame covers.</summary>
    [Id(1)] public required long From { get; init; }

    /// <summary>Position after the last event that the frame covers; before <see cref="From"/> when it holds signals alone.</summary>
    [Id(2)] public required Position To { get; init; }

    /// <summary>Every event from <see cref="From"/> to <see cref="To"/>, or empty when they are to be read from the log.</summary>
    [Id(3)] public required ImmutableArray<FeedEvent> Events { get; init; }

    /// <summary>Whose access the events changed: accounts and patients, written like feeds.</summary>
    [Id(4)] public ImmutableArray<string> AccessChanged { get; init; } = [];

    /// <summary>
    /// The signals since the last frame: of those without data the latest of each author and type, of those with data
    /// every one that was not dropped, in order.
    /// </summary>
    [Id(5)] public ImmutableArray<Signal> Signals { get; init; } = [];
}
