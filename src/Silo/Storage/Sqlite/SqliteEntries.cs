using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>The directory: entries and the terms by which they are found.</summary>
internal static class SqliteEntries
{
    /// <summary>Every entry carries it: a search without terms is a search for this one.</summary>
    private const string AnyEntry = "";

    /// <summary>As far as terms are counted to find the rarest; beyond that all count as common.</summary>
    private const int CountedRows = 200;

    /// <summary>Puts an entry in place of the feed's last one, or nothing.</summary>
    public static void Replace(SqliteSession session, Entry entry)
    {
        var feed = entry.Feed.Value;
        var old = session.Query(
            "SELECT rank, terms FROM entry WHERE feed = $1", row => (Rank: row.GetInt64(0), Terms: Terms(row.GetString(1))), feed);
        foreach (var (rank, terms) in old)
        {
            foreach (var term in Indexed(terms))
            {
                session.Execute(
                    "DELETE FROM entry_term WHERE kind = $1 AND term = $2 AND rank = $3 AND feed = $4",
                    entry.Feed.Kind, term, rank, feed);
            }
        }
        if (entry.IsNone)
        {
            session.Execute("DELETE FROM entry WHERE feed = $1", feed);
            return;
        }
        session.Execute(
            """
            INSERT INTO entry (feed, rank, terms, data) VALUES ($1, $2, $3, $4)
            ON CONFLICT (feed) DO UPDATE SET rank = $2, terms = $3, data = $4
            """,
            feed, entry.Rank, StoredNames.TermsToJson(entry.Terms), entry.Data);
        foreach (var term in Indexed(entry.Terms))
        {
            session.Execute(
                "INSERT INTO entry_term (kind, term, rank, feed) VALUES ($1, $2, $3, $4)",
                entry.Feed.Kind, term, entry.Rank, feed);
        }
    }

    /// <summary>One page, highest rank first, then by feed.</summary>
    public static ImmutableArray<Entry> Search(SqliteSession session, EntryQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        var terms = RarestFirst(session, query.Kind, query.Terms);
        var values = new List<object?> { query.Kind, (long)query.Limit };
        var sql = new StringBuilder("SELECT e.feed, e.rank, e.terms, e.data FROM entry_term t JOIN entry e ON e.feed = t.feed WHERE t.kind = $1");
        sql.Append($" AND t.term = {Next(terms[0])}");
        foreach (var term in terms.Skip(1))
        {
            sql.Append(" AND EXISTS (SELECT 1 FROM entry_term o WHERE o.kind = $1 AND o.term = ").Append(Next(term))
                .Append(" AND o.rank = t.rank AND o.feed = t.feed)");
        }
        if (query.After is { } after)
        {
            var rank = Next(after.Rank);
            sql.Append($" AND t.rank <= {rank} AND (t.rank < {rank} OR t.feed > {Next(after.Feed.Value)})");
        }
        sql.Append(" ORDER BY t.rank DESC, t.feed LIMIT $2");
        return [.. session.Query(
            sql.ToString(),
            row => new Entry(StoredNames.Feed(row.GetString(0)), row.GetInt64(1), Terms(row.GetString(2)), row.GetString(3)),
            [.. values])];

        string Next(object value)
        {
            values.Add(value);
            return "$" + values.Count;
        }
    }

    // The first term leads the search and the others are looked up for each of its rows, so a common first term would
    // make a page of a rare combination a walk through the whole directory.
    private static ImmutableArray<string> RarestFirst(SqliteSession session, string kind, ImmutableArray<string> terms)
    {
        if (terms.IsDefaultOrEmpty) return [AnyEntry];
        var distinct = terms.Distinct().ToImmutableArray();
        return distinct.Length == 1 ? distinct : [.. distinct.OrderBy(term => (long)session.Scalar(
            "SELECT count(*) FROM (SELECT 1 FROM entry_term WHERE kind = $1 AND term = $2 LIMIT $3)", kind, term, (long)CountedRows)!)];
    }

    private static IEnumerable<string> Indexed(ImmutableArray<string> terms) =>
        terms.Append(AnyEntry).Distinct();

    private static ImmutableArray<string> Terms(string json) => JsonSerializer.Deserialize<ImmutableArray<string>>(json);
}
