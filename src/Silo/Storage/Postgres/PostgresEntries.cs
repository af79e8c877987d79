using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Searches the directory.</summary>
internal static class PostgresEntries
{
    // The rarest term leads the search, and the others are looked for in each of its rows: a common term in front would
    // make a page of a rare combination a walk through the whole directory. Terms are counted to 200; beyond that all
    // count as common.
    private const string Sql =
        """
        SELECT e.feed, e.rank, e.terms, e.data FROM entry_term t JOIN entry e ON e.feed = t.feed
        WHERE t.kind = $1
          AND t.term = (
            SELECT x.term FROM unnest($2::text[]) AS x (term)
            ORDER BY (SELECT count(*) FROM (SELECT 1 FROM entry_term o WHERE o.kind = $1 AND o.term = x.term LIMIT 200) counted)
            LIMIT 1)
          AND e.terms @> array_remove($2::text[], '')
          AND t.rank <= $3 AND (t.rank < $3 OR t.feed > $4)
        ORDER BY t.rank DESC, t.feed LIMIT $5
        """;

    /// <summary>Every entry carries it: a search without terms is a search for this one.</summary>
    private const string AnyEntry = "";

    /// <summary>One page, highest rank first, then by feed.</summary>
    public static Task<ImmutableArray<Entry>> SearchAsync(PostgresReads reads, EntryQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        string[] terms = query.Terms.IsDefaultOrEmpty ? [AnyEntry] : [.. query.Terms];
        // Before the first page stands what comes before everything.
        var (rank, feed) = query.After is { } after ? (after.Rank, after.Feed.Value) : (long.MaxValue, "");
        return reads.QueryAsync(
            Sql,
            row => new Entry(StoredNames.Feed(row.GetString(0)), row.GetInt64(1), [.. row.GetFieldValue<string[]>(2)], row.GetString(3)),
            cancellationToken, query.Kind, terms, rank, feed, query.Limit);
    }
}
