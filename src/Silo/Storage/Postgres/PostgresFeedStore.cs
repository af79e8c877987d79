using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Feeds in a PostgreSQL database.</summary>
internal sealed class PostgresFeedStore(PostgresReads reads, GroupCommit commits, PostgresNews news) : IFeedStore, IRecordSource
{
    /// <summary>The end of a range of feeds of one kind: the character that follows the slash.</summary>
    private const char AfterSlash = '0';

    // From index to index: LATERAL, and OFFSET 0, keep the planner from beginning with all rows of the feed, of which it
    // believes that there are few, as of most feeds, and of a group there are 50,000.
    private const string StandingsQuery =
        """
        SELECT q.n - 1, s.feed, s.grantee, s.role, s.relation, s.acts_as
        FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS q (account, role, n)
        CROSS JOIN LATERAL (
          SELECT a.feed, a.grantee, a.role, a.relation, NULL AS acts_as FROM access a
          WHERE a.feed = $1 AND a.grantee = ANY (ARRAY[q.account, q.role])
          UNION ALL
          SELECT a.feed, a.grantee, a.role, a.relation, p.relation FROM access p
          CROSS JOIN LATERAL (SELECT * FROM access r WHERE r.feed = $1 AND r.grantee = p.feed OFFSET 0) a
          WHERE p.grantee = q.account AND p.feed > 'patient/' AND p.feed < 'patient0' AND p.role = 'patient'
        ) s
        ORDER BY 1, 3
        """;

    /// <inheritdoc/>
    public event Action<AccessNews>? AccessChanged
    {
        add
        {
            commits.AccessChanged += value;
            news.AccessChanged += value;
        }
        remove
        {
            commits.AccessChanged -= value;
            news.AccessChanged -= value;
        }
    }

    /// <inheritdoc/>
    public bool HasRoom(FeedId feed) => commits.HasRoom(feed);

    /// <inheritdoc/>
    public Task<AppendOutcome> AppendAsync(Append append) => commits.AppendAsync(append);

    /// <inheritdoc/>
    public Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken) => reads.FindAsync(
        "SELECT seq, tag, wake_at, reacted FROM head WHERE feed = $1", StoredRows.Head, cancellationToken, feed.Value);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1_000);
        return reads.QueryAsync(
            $"""
            SELECT {StoredRows.EventColumns} FROM event e LEFT JOIN redaction r ON r.feed = e.feed AND r.seq = e.seq
            WHERE e.feed = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3
            """,
            StoredRows.Event, cancellationToken, feed.Value, after, limit);
    }

    /// <inheritdoc/>
    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken) => reads.FindAsync(
        "SELECT id, digest, seq, tag, value FROM command WHERE feed = $1 AND id = $2",
        StoredRows.Command, cancellationToken, feed.Value, id.Value);

    /// <inheritdoc/>
    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        reads.QueryAsync(
            "SELECT id, digest, seq, tag, value FROM command WHERE feed = $1 ORDER BY seq DESC LIMIT $2",
            StoredRows.Command, cancellationToken, feed.Value, limit);

    /// <inheritdoc/>
    public async Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken) =>
        StoredRows.Standings(whose.Length, await reads.QueryAsync(
            StandingsQuery,
            StoredRows.Standing, cancellationToken, feed.Value,
            whose.Select(one => one.Account.Feed.Value).ToArray(), whose.Select(one => RoleGrant.Of(one.Role)).ToArray()));

    /// <inheritdoc/>
    public Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken) =>
        reads.QueryAsync(
            """
            SELECT feed, grantee, role, relation FROM access WHERE grantee = $1 AND feed > $2 AND feed < $3
            ORDER BY feed LIMIT 1000
            """,
            StoredRows.Access, cancellationToken, grantee, kind + "/", kind + AfterSlash);

    /// <inheritdoc/>
    public Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken) =>
        PostgresEntries.SearchAsync(reads, query, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        PostgresDeadlines.ClaimAsync(reads, now, lease, limit, cancellationToken);

    // From feed to feed through the indexes: listing all names of the events to find the distinct ones would walk the
    // whole record for every page.
    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ListFeedsAsync(string after, int limit, CancellationToken cancellationToken) =>
        reads.QueryAsync(
            """
            WITH RECURSIVE walk (feed, n) AS (
              SELECT $1::text COLLATE "C", 0
              UNION ALL
              SELECT least(
                (SELECT min(feed) FROM head WHERE feed > walk.feed),
                (SELECT min(feed) FROM event WHERE feed > walk.feed),
                (SELECT min(feed) FROM command WHERE feed > walk.feed)) COLLATE "C", n + 1
              FROM walk WHERE feed IS NOT NULL AND n < $2
            )
            SELECT feed FROM walk WHERE n > 0 AND feed IS NOT NULL ORDER BY n
            """,
            row => row.GetString(0), cancellationToken, after, limit);

    /// <inheritdoc/>
    public Task<ImmutableArray<long>> FindStrayCommandsAsync(FeedId feed, CancellationToken cancellationToken) => reads.QueryAsync(
        """
        SELECT c.seq FROM command c LEFT JOIN event e ON e.feed = c.feed AND e.seq = c.seq
        WHERE c.feed = $1
          AND c.tag IS DISTINCT FROM coalesce(e.tag, CASE WHEN c.seq = 0 THEN decode(repeat('00', 16), 'hex') END)
        ORDER BY c.seq LIMIT 100
        """,
        row => row.GetInt64(0), cancellationToken, feed.Value);
}
