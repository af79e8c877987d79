using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Hands out feeds whose moment has come.</summary>
internal static class PostgresDeadlines
{
    private static readonly long LongestLease = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    // Written as head_due is, so that the index answers: feeds under a long lease are not walked over each second.
    // Rows that another process is claiming, or a writer is moving, are left to it: a claim waits for nobody.
    // Doubling twenty times exceeds an hour from any lease worth having, and keeps the shift from overflowing.
    private const string Sql =
        """
        WITH due AS (
          SELECT feed, greatest(wake_at, lease_until) AS since FROM head
          WHERE wake_at IS NOT NULL AND greatest(wake_at, lease_until) <= $1
          ORDER BY greatest(wake_at, lease_until) LIMIT $2
          FOR UPDATE SKIP LOCKED
        ),
        claimed AS (
          UPDATE head h SET lease_until = $1 + least($3 << least(h.lease_tries, 20), $4), lease_tries = h.lease_tries + 1
          FROM due WHERE h.feed = due.feed RETURNING h.feed, due.since
        )
        SELECT feed FROM claimed ORDER BY since
        """;

    /// <summary>Claims due feeds, the longest due first; see <c>IFeedStore.ClaimDueAsync</c>.</summary>
    public static Task<ImmutableArray<FeedId>> ClaimAsync(
        PostgresReads reads, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        reads.QueryAsync(
            Sql, row => StoredNames.Feed(row.GetString(0)), cancellationToken,
            now.ToUnixTimeMilliseconds(), limit, (long)lease.TotalMilliseconds, LongestLease);
}
