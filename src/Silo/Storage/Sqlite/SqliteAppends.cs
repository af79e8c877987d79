using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Storage.StoredNames;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Writes the rows of one append; the caller holds the transaction.</summary>
internal static class SqliteAppends
{
    /// <summary>Applies an append if its feed stands where it expects.</summary>
    /// <returns>False when the feed stands elsewhere; then nothing was written.</returns>
    public static bool Apply(SqliteSession session, Append append)
    {
        var feed = append.Feed.Value;
        if (!MoveHead(session, feed, append)) return false;
        foreach (var stored in append.Events) Insert(session, feed, stored);
        if (append.Command is { } command) Insert(session, feed, command);
        foreach (var change in append.Access) Change(session, feed, change);
        foreach (var row in append.Redactions) Redact(session, feed, row);
        if (append.Entry is { } entry) SqliteEntries.Replace(session, entry);
        return true;
    }

    // An append is progress, so a lease and its backoff end with it.
    private static bool MoveHead(SqliteSession session, string feed, Append append)
    {
        var (next, wakeAt) = (append.Next, Milliseconds(append.WakeAt));
        var changed = append.Expected == Position.Start
            ? session.Execute(
                """
                INSERT INTO head (feed, seq, tag, wake_at, reacted) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (feed) DO UPDATE SET seq = $2, tag = $3, wake_at = $4, reacted = $5, lease_until = 0, lease_tries = 0
                WHERE seq = 0 AND tag = zeroblob(16)
                """,
                feed, next.Seq, Bytes(next.Tag), wakeAt, append.Reacted)
            : session.Execute(
                """
                UPDATE head SET seq = $2, tag = $3, wake_at = $4, reacted = $5, lease_until = 0, lease_tries = 0
                WHERE feed = $1 AND seq = $6 AND tag = $7
                """,
                feed, next.Seq, Bytes(next.Tag), wakeAt, append.Reacted, append.Expected.Seq, Bytes(append.Expected.Tag));
        return changed == 1;
    }

    private static void Insert(SqliteSession session, string feed, FeedEvent stored)
    {
        var e = stored.Envelope;
        session.Execute(
            """
            INSERT INTO event (feed, seq, type, at, account, role, for_patient, audience, command, digest, tag, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            feed, e.Seq, e.Type, e.At.ToUnixTimeMilliseconds(), e.By.Account.Value, Of(e.By.Role), e.By.For?.Value,
            e.Audience.ToString(), e.Command.Value, Bytes(stored.Digest), Bytes(e.Tag), Bytes(stored.Body));
    }

    private static void Insert(SqliteSession session, string feed, AcceptedCommand command) => session.Execute(
        "INSERT INTO command (feed, id, digest, seq, tag, value) VALUES ($1, $2, $3, $4, $5, $6)",
        feed, command.Id.Value, Bytes(command.Digest), command.Position.Seq, Bytes(command.Position.Tag), command.Value);

    private static void Change(SqliteSession session, string feed, AccessChange change)
    {
        if (change.Role is { } role)
        {
            session.Execute(
                """
                INSERT INTO access (feed, grantee, role, relation) VALUES ($1, $2, $3, $4)
                ON CONFLICT (feed, grantee) DO UPDATE SET role = $3, relation = $4
                """,
                feed, change.Grantee, Of(role), change.Relation is { } relation ? Of(relation) : null);
        }
        else
        {
            session.Execute("DELETE FROM access WHERE feed = $1 AND grantee = $2", feed, change.Grantee);
        }
    }

    // What was erased stays erased: the body is gone, whatever is said of the event later.
    private static void Redact(SqliteSession session, string feed, RedactionRow row)
    {
        session.Execute(
            """
            INSERT INTO redaction (feed, seq, kind) VALUES ($1, $2, $3)
            ON CONFLICT (feed, seq) DO UPDATE SET kind = $3 WHERE kind <> 'erased'
            """,
            feed, row.Seq, Of(row.Kind));
        if (row.Kind == Redaction.Erased)
            session.Execute("UPDATE event SET body = x'' WHERE feed = $1 AND seq = $2", feed, row.Seq);
    }
}
