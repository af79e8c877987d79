using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Hands out feeds whose moment has come. Runs on the writer's thread.</summary>
internal static class SqliteDeadlines
{
    private static readonly long LongestLease = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    /// <summary>Claims due feeds, the longest due first; see <c>IFeedStore.ClaimDueAsync</c>.</summary>
    public static ImmutableArray<FeedId> Claim(SqliteSession session, DateTimeOffset now, TimeSpan lease, int limit)
    {
        var moment = now.ToUnixTimeMilliseconds();
        // Written as head_due is, so that the index answers: feeds under a long lease are not walked over each second.
        var due = session.Query(
            """
            SELECT feed, lease_tries FROM head WHERE wake_at IS NOT NULL AND max(wake_at, lease_until) <= $1
            ORDER BY max(wake_at, lease_until) LIMIT $2
            """,
            row => (Feed: row.GetString(0), Tries: row.GetInt64(1)), moment, (long)limit);
        if (due.Count == 0) return [];
        session.Transact(() =>
        {
            foreach (var (feed, tries) in due)
            {
                session.Execute(
                    "UPDATE head SET lease_until = $2, lease_tries = lease_tries + 1 WHERE feed = $1",
                    feed, moment + Length(lease, tries));
            }
            return due.Count;
        });
        return [.. due.Select(row => StoredNames.Feed(row.Feed))];
    }

    // Doubling twenty times exceeds an hour from any lease worth having, and keeps the shift from overflowing.
    private static long Length(TimeSpan lease, long tries) =>
        Math.Min((long)lease.TotalMilliseconds << (int)Math.Min(tries, 20), LongestLease);
}
