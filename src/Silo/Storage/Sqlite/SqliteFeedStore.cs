using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Feeds in a SQLite file.</summary>
internal sealed class SqliteFeedStore(SqliteDatabase database, GroupCommit commits) : IFeedStore, IRecordSource
{
    /// <summary>The end of a range of feeds of one kind: the character that follows the slash.</summary>
    private const char AfterSlash = '0';

    // From index to index: CROSS JOIN keeps SQLite from beginning with all rows of the feed.
    private const string StandingsQuery =
        """
        WITH asked (n, account, role) AS (SELECT key, value ->> 0, value ->> 1 FROM json_each($2))
        SELECT q.n, a.feed, a.grantee, a.role, a.relation, NULL FROM asked q CROSS JOIN access a
        WHERE a.feed = $1 AND a.grantee IN (q.account, q.role)
        UNION ALL
        SELECT q.n, a.feed, a.grantee, a.role, a.relation, p.relation FROM asked q CROSS JOIN access p CROSS JOIN access a
        WHERE p.grantee = q.account AND p.feed > 'patient/' AND p.feed < 'patient0' AND p.role = 'patient'
          AND a.feed = $1 AND a.grantee = p.feed
        ORDER BY 1, 3
        """;

    /// <inheritdoc/>
    public event Action<AccessNews>? AccessChanged
    {
        add => commits.AccessChanged += value;
        remove => commits.AccessChanged -= value;
    }

    /// <inheritdoc/>
    public bool HasRoom(FeedId feed) => commits.HasRoom(feed);

    /// <inheritdoc/>
    public Task<AppendOutcome> AppendAsync(Append append) => commits.AppendAsync(append);

    /// <inheritdoc/>
    public Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken) => database.Reads.RunAsync(
        session => session.Query("SELECT seq, tag, wake_at, reacted FROM head WHERE feed = $1", StoredRows.Head, feed.Value)
            .FirstOrDefault(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1_000);
        return database.Reads.RunAsync<ImmutableArray<FeedEvent>>(
            session => [.. session.Query(
                $"""
                SELECT {StoredRows.EventColumns} FROM event e LEFT JOIN redaction r ON r.feed = e.feed AND r.seq = e.seq
                WHERE e.feed = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3
                """,
                StoredRows.Event, feed.Value, after, (long)limit)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken) =>
        database.Reads.RunAsync(
            session => session.Query(
                "SELECT id, digest, seq, tag, value FROM command WHERE feed = $1 AND id = $2",
                StoredRows.Command, feed.Value, id.Value).FirstOrDefault(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        database.Reads.RunAsync<ImmutableArray<AcceptedCommand>>(
            session => [.. session.Query(
                "SELECT id, digest, seq, tag, value FROM command WHERE feed = $1 ORDER BY seq DESC LIMIT $2",
                StoredRows.Command, feed.Value, (long)limit)],
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Serialize(whose.Select(one => new[] { one.Account.Feed.Value, RoleGrant.Of(one.Role) }));
        return database.Reads.RunAsync(
            session => StoredRows.Standings(whose.Length, session.Query(
                StandingsQuery,
                StoredRows.Standing, feed.Value, asked)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken) =>
        database.Reads.RunAsync<ImmutableArray<AccessRow>>(
            session => [.. session.Query(
                """
                SELECT feed, grantee, role, relation FROM access WHERE grantee = $1 AND feed > $2 AND feed < $3
                ORDER BY feed LIMIT 1000
                """,
                StoredRows.Access, grantee, kind + "/", kind + AfterSlash)],
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken) =>
        database.Reads.RunAsync(session => SqliteEntries.Search(session, query), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(session => SqliteDeadlines.Claim(session, now, lease, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ListFeedsAsync(string after, int limit, CancellationToken cancellationToken) =>
        database.Reads.RunAsync<ImmutableArray<string>>(
            session => [.. session.Query(
                """
                SELECT feed FROM (SELECT feed FROM head UNION SELECT feed FROM event UNION SELECT feed FROM command)
                WHERE feed > $1 ORDER BY feed LIMIT $2
                """,
                row => row.GetString(0), after, (long)limit)],
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<long>> FindStrayCommandsAsync(FeedId feed, CancellationToken cancellationToken) =>
        database.Reads.RunAsync<ImmutableArray<long>>(
            session => [.. session.Query(
                """
                SELECT c.seq FROM command c LEFT JOIN event e ON e.feed = c.feed AND e.seq = c.seq
                WHERE c.feed = $1 AND c.tag IS NOT coalesce(e.tag, iif(c.seq = 0, zeroblob(16), NULL)) ORDER BY c.seq LIMIT 100
                """,
                row => row.GetInt64(0), feed.Value)],
            cancellationToken);
}
