using System.Collections.Immutable;

namespace Consult.Feeds.Storage;

/// <summary>
/// One row of the directory: how a feed shows in lists. It is stored in clear, so it holds ids, states and published
/// text only, never anything a patient wrote.
/// </summary>
/// <param name="Feed">The feed it belongs to.</param>
/// <param name="Rank">Lists show higher ranks first; usually Unix milliseconds of the last change.</param>
/// <param name="Terms">What it is found by, as <c>field:value</c>, at most <see cref="MaxTerms"/>.</param>
/// <param name="Data">What lists show of it: a JSON object of the feed's kind.</param>
public sealed record Entry(FeedId Feed, long Rank, ImmutableArray<string> Terms, string Data)
{
    /// <summary>
    /// The most terms of one entry: as many as a published answer has pairs of neighbouring characters to be found by.
    /// </summary>
    public const int MaxTerms = 2_000;

    /// <summary>Whether this stands for the end of the feed's entry.</summary>
    public bool IsNone => Data.Length == 0;

    /// <summary>The feed no longer shows in the directory.</summary>
    public static Entry None(FeedId feed) => new(feed, 0, [], "");

    /// <summary>By value: an unchanged entry is not written again.</summary>
    public bool Equals(Entry? other) =>
        other is not null && Feed == other.Feed && Rank == other.Rank && Data == other.Data
        && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Feed, Rank, Data);
}

/// <summary>A question to the directory: entries of one kind that carry every term, highest rank first.</summary>
/// <param name="Kind">The feeds' kind.</param>
/// <param name="Terms">All must be present; none means every entry of the kind.</param>
/// <param name="Limit">Page size, 1–100.</param>
/// <param name="After">The last entry of the page before.</param>
public sealed record EntryQuery(string Kind, ImmutableArray<string> Terms, int Limit, (long Rank, FeedId Feed)? After = null);
