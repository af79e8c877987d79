using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;
using Orleans.Concurrency;

namespace Consult.Livestreams;

/// <summary>
/// One livestream: a doctor before an audience, with a fair queue of questions. Key: the <see cref="LivestreamId"/>.
/// </summary>
[Alias("consult.ILivestreamGrain")]
public interface ILivestreamGrain : IFeedGrain
{
    /// <summary>The livestream as everybody sees it; <see cref="Codes.Forbidden"/> when it was never scheduled.</summary>
    [Alias("View")]
    Task<Reading<LivestreamView>> View(CancellationToken cancellationToken = default);

    /// <summary>Questions as a reader sees them.</summary>
    [Alias("Questions")]
    Task<Reading<QuestionPage>> Questions(QuestionQuery query, CancellationToken cancellationToken = default);

    /// <summary>A question of an account's own, to go on from; <see cref="Codes.LivestreamQuestionAbsent"/> when it is not theirs.</summary>
    [Alias("Question")]
    Task<Reading<OwnQuestion>> Question(long question, AccountId asker, CancellationToken cancellationToken = default);

    /// <summary>What an account is in it that the feed tells nobody, since it keeps viewers apart from their accounts.</summary>
    [Alias("Presence")]
    Task<Reading<ViewerPresence>> Presence(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>What waits for those who moderate; for them alone.</summary>
    [Alias("Moderation")]
    Task<Reading<ModerationView>> Moderation(CancellationToken cancellationToken = default);

    /// <summary>
    /// So many accounts watch over a process, which tells it every <see cref="Audiences.Interval"/>; it is never stored.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="watching">How many accounts watch over it now.</param>
    /// <param name="fresh">A hash of each account that it has not told the activation of the number below, at most 1,000.</param>
    /// <returns>A number that changes with the activation: what was told to another one is to be told again.</returns>
    [Alias("Watching"), AlwaysInterleave]
    Task<long> Watching(string process, int watching, ImmutableArray<long> fresh);
}

/// <summary>How audiences are counted.</summary>
public static class Audiences
{
    /// <summary>How often a process tells how many watch, and how often figures are sent to those who do.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The most new accounts that are told at once.</summary>
    public const int MaxFresh = 1_000;
}

/// <summary>The signals of a livestream. None is ever stored.</summary>
public static class LivestreamSignals
{
    /// <summary>By a viewer, without data: likes it. It goes to the livestream alone, which counts.</summary>
    public const string Like = "like";

    /// <summary>By who is on the microphone, every ten seconds, without data: "I am still here". It goes to the livestream alone.</summary>
    public const string MicAlive = "mic.alive";

    /// <summary>To everybody who watches, once a second at most: the <see cref="LivestreamNow"/> of the moment, as figures.</summary>
    public const string Now = "livestream.now";
}
