using Consult.Feeds;
using Consult.Feeds.Storage;
using Npgsql;
using NpgsqlTypes;
using static Consult.Silo.Storage.StoredNames;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// One statement that writes a whole batch: one round trip and one commit. Its first row is empty when the session may
/// still write; the others name the feeds whose heads stood where they were expected.
/// </summary>
internal sealed class AppendStatement
{
    // Heads are locked in one pass and one order, whether they exist or not, so that two processes cannot wait for each
    // other. ON CONFLICT also sees a head that was written after the statement began, where a join would not.
    // The rows of a feed follow its head: (… IN …) IS TRUE is a hash look-up in every plan, where a bare IN may become
    // a join of everything with everything.
    private const string Sql =
        """
        WITH session AS MATERIALIZED (
          SELECT 1 FROM writer_session WHERE id = $1 AND NOT fenced FOR SHARE
        ),
        input AS MATERIALIZED (
          SELECT * FROM unnest($2, $3, $4, $5, $6, $7, $8) AS i (feed, expected_seq, expected_tag, seq, tag, wake_at, reacted)
        ),
        moved AS (
          INSERT INTO head (feed, seq, tag, wake_at, reacted)
          SELECT i.feed, i.seq, i.tag, i.wake_at, i.reacted FROM input i
          WHERE EXISTS (SELECT 1 FROM session)
            AND ((i.expected_seq = 0 AND i.expected_tag = decode(repeat('00', 16), 'hex'))
              OR (SELECT true FROM head h WHERE h.feed = i.feed))
          ORDER BY i.feed COLLATE "C"
          ON CONFLICT (feed) DO UPDATE SET
            seq = excluded.seq, tag = excluded.tag, wake_at = excluded.wake_at, reacted = excluded.reacted,
            lease_until = 0, lease_tries = 0
          WHERE (head.feed, head.seq, head.tag) IN (SELECT feed, expected_seq, expected_tag FROM input)
          RETURNING feed
        ),
        new_event AS (
          INSERT INTO event (feed, seq, type, at, account, role, for_patient, audience, command, digest, tag, body)
          SELECT * FROM unnest($9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            AS e (feed, seq, type, at, account, role, for_patient, audience, command, digest, tag, body)
          WHERE (e.feed IN (SELECT feed FROM moved)) IS TRUE
        ),
        new_command AS (
          INSERT INTO command (feed, id, digest, seq, tag, value)
          SELECT * FROM unnest($21, $22, $23, $24, $25, $26) AS c (feed, id, digest, seq, tag, value)
          WHERE (c.feed IN (SELECT feed FROM moved)) IS TRUE
        ),
        granted AS (
          INSERT INTO access (feed, grantee, role, relation)
          SELECT * FROM unnest($27, $28, $29, $30) AS a (feed, grantee, role, relation)
          WHERE (a.feed IN (SELECT feed FROM moved)) IS TRUE
          ON CONFLICT (feed, grantee) DO UPDATE SET role = excluded.role, relation = excluded.relation
        ),
        revoked AS (
          DELETE FROM access a USING unnest($31, $32) AS r (feed, grantee)
          WHERE a.feed = r.feed AND a.grantee = r.grantee AND (r.feed IN (SELECT feed FROM moved)) IS TRUE
        ),
        listed AS (
          INSERT INTO entry (feed, rank, terms, data)
          SELECT n.feed, n.rank, ARRAY(SELECT json_array_elements_text(n.terms::json)), n.data
          FROM unnest($33, $34, $35, $36) AS n (feed, rank, terms, data)
          WHERE n.data <> '' AND (n.feed IN (SELECT feed FROM moved)) IS TRUE
          ON CONFLICT (feed) DO UPDATE SET rank = excluded.rank, terms = excluded.terms, data = excluded.data
        ),
        unlisted AS (
          DELETE FROM entry e USING unnest($33, $36) AS n (feed, data)
          WHERE n.data = '' AND e.feed = n.feed AND (n.feed IN (SELECT feed FROM moved)) IS TRUE
        ),
        redacted AS (
          INSERT INTO redaction (feed, seq, kind)
          SELECT * FROM unnest($37, $38, $39) AS r (feed, seq, kind)
          WHERE (r.feed IN (SELECT feed FROM moved)) IS TRUE
          ON CONFLICT (feed, seq) DO UPDATE SET kind = excluded.kind WHERE redaction.kind <> 'erased'
        ),
        erased AS (
          UPDATE event e SET body = '' FROM unnest($37, $38, $39) AS r (feed, seq, kind)
          WHERE r.kind = 'erased' AND e.feed = r.feed AND e.seq = r.seq AND (r.feed IN (SELECT feed FROM moved)) IS TRUE
        )
        SELECT '' FROM session UNION ALL SELECT feed FROM moved
        """;

    private readonly ArrayParameters<AppendRun> _heads;
    private readonly ArrayParameters<FeedEvent> _events;
    private readonly ArrayParameters<(string Feed, AcceptedCommand Row)> _commands;
    private readonly ArrayParameters<(string Feed, AccessChange Row)> _granted;
    private readonly ArrayParameters<(string Feed, AccessChange Row)> _revoked;
    private readonly ArrayParameters<Entry> _entries;
    private readonly ArrayParameters<(string Feed, RedactionRow Row)> _redactions;

    public AppendStatement(NpgsqlConnection connection, Guid session)
    {
        Command = new(Sql, connection);
        var parameters = Command.Parameters;
        parameters.Add(new() { Value = session, NpgsqlDbType = NpgsqlDbType.Uuid });
        _heads = new ArrayParameters<AppendRun>(parameters)
            .Text(run => run.Feed)
            .Number(run => run.Expected.Seq).Bytes(run => Bytes(run.Expected.Tag))
            .Number(run => run.Last.Next.Seq).Bytes(run => Bytes(run.Last.Next.Tag))
            .NumberOrNull(run => Milliseconds(run.Last.WakeAt)).Number(run => run.Last.Reacted);
        _events = new ArrayParameters<FeedEvent>(parameters)
            .Text(e => e.Envelope.Feed.Value).Number(e => e.Envelope.Seq).Text(e => e.Envelope.Type)
            .Number(e => e.Envelope.At.ToUnixTimeMilliseconds())
            .Text(e => e.Envelope.By.Account.Value).Text(e => Of(e.Envelope.By.Role)).Text(e => e.Envelope.By.For?.Value)
            .Text(e => e.Envelope.Audience.ToString()).Text(e => e.Envelope.Command.Value)
            .Bytes(e => Bytes(e.Digest)).Bytes(e => Bytes(e.Envelope.Tag)).Bytes(e => Bytes(e.Body));
        _commands = new ArrayParameters<(string Feed, AcceptedCommand Row)>(parameters)
            .Text(c => c.Feed).Text(c => c.Row.Id.Value).Bytes(c => Bytes(c.Row.Digest))
            .Number(c => c.Row.Position.Seq).Bytes(c => Bytes(c.Row.Position.Tag)).Text(c => c.Row.Value);
        _granted = new ArrayParameters<(string Feed, AccessChange Row)>(parameters)
            .Text(a => a.Feed).Text(a => a.Row.Grantee).Text(a => Of(a.Row.Role!.Value))
            .Text(a => a.Row.Relation is { } relation ? Of(relation) : null);
        _revoked = new ArrayParameters<(string Feed, AccessChange Row)>(parameters)
            .Text(a => a.Feed).Text(a => a.Row.Grantee);
        _entries = new ArrayParameters<Entry>(parameters)
            .Text(n => n.Feed.Value).Number(n => n.Rank).Text(n => TermsToJson(n.Terms)).Text(n => n.Data);
        _redactions = new ArrayParameters<(string Feed, RedactionRow Row)>(parameters)
            .Text(r => r.Feed).Number(r => r.Row.Seq).Text(r => Of(r.Row.Kind));
    }

    public NpgsqlCommand Command { get; }

    /// <summary>Gives the statement what it shall write.</summary>
    public void Set(IReadOnlyList<AppendRun> runs)
    {
        _heads.Set(runs);
        _events.Set([.. runs.SelectMany(run => run.Events)]);
        _commands.Set([.. runs.SelectMany(run => run.Commands.Select(row => (run.Feed, row)))]);
        var access = runs.SelectMany(run => run.Access.Select(row => (run.Feed, Row: row))).ToList();
        _granted.Set([.. access.Where(a => a.Row.Role is not null)]);
        _revoked.Set([.. access.Where(a => a.Row.Role is null)]);
        _entries.Set([.. runs.Select(run => run.Entry).OfType<Entry>()]);
        _redactions.Set([.. runs.SelectMany(run => run.Redactions.Select(row => (run.Feed, row)))]);
    }
}
