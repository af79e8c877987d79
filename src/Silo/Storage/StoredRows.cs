using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>
/// Rows of either database as records. A value that cannot be one (somebody edited it) is a <see cref="FormatException"/>.
/// </summary>
internal static class StoredRows
{
    /// <summary>Columns for <see cref="Event"/>, of event <c>e</c> and redaction <c>r</c>.</summary>
    public const string EventColumns =
        "e.feed, e.seq, e.type, e.at, e.account, e.role, e.for_patient, e.audience, e.command, e.digest, e.tag, e.body, r.kind";

    public static FeedEvent Event(DbDataReader row) => new()
    {
        Envelope = new()
        {
            Feed = StoredNames.Feed(row.GetString(0)),
            Seq = row.GetInt64(1),
            Type = row.GetString(2),
            At = Moment(row.GetInt64(3)),
            By = new(new(row.GetString(4)), StoredNames.Parse<Role>(row.GetString(5)), Text(row, 6) is { } id ? new PatientId(id) : null),
            Audience = Audience.Parse(row.GetString(7)),
            Command = new(row.GetString(8)),
            Tag = Tag(row, 10),
        },
        Digest = Bytes(row, 9),
        Body = Bytes(row, 11),
        Redacted = Text(row, 12) is { } kind ? StoredNames.Parse<Redaction>(kind) : null,
    };

    /// <summary>Columns seq, tag, wake_at, reacted.</summary>
    public static FeedHead Head(DbDataReader row) =>
        new(new(row.GetInt64(0), Tag(row, 1)), row.IsDBNull(2) ? null : Moment(row.GetInt64(2)), row.GetInt64(3));

    /// <summary>Columns id, digest, seq, tag, value.</summary>
    public static AcceptedCommand Command(DbDataReader row) =>
        new(new(row.GetString(0)), Tag(row, 1), new(row.GetInt64(2), Tag(row, 3)), Text(row, 4));

    /// <summary>Columns feed, grantee, role, relation.</summary>
    public static AccessRow Access(DbDataReader row) => new(
        StoredNames.Feed(row.GetString(0)), row.GetString(1), StoredNames.Parse<Role>(row.GetString(2)),
        Text(row, 3) is { } relation ? StoredNames.Parse<Relation>(relation) : null);

    /// <summary>Finds rows for <see cref="Standing"/> of feed $1, account $2 and role $3, from index to index.</summary>
    public const string StandingsQuery =
        """
        SELECT a.feed, a.grantee, a.role, a.relation, NULL FROM access a WHERE a.feed = $1 AND a.grantee IN ($2, $3)
        UNION ALL
        SELECT a.feed, a.grantee, a.role, a.relation, p.relation
        FROM access p JOIN access a ON a.feed = $1 AND a.grantee = p.feed
        WHERE p.grantee = $2 AND p.feed > 'patient/' AND p.feed < 'patient0' AND p.role = 'patient'
        ORDER BY 2
        """;

    public static Standing Standing(DbDataReader row) =>
        new(Access(row), Text(row, 4) is { } actsAs ? StoredNames.Parse<Relation>(actsAs) : null);

    private static Tag Tag(DbDataReader row, int column) =>
        row.GetFieldValue<byte[]>(column) is { Length: Feeds.Tag.Size } bytes ? Chain.Read(bytes) : throw new FormatException("not a tag");

    private static ImmutableArray<byte> Bytes(DbDataReader row, int column) =>
        ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<byte[]>(column));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Moment(long milliseconds) =>
        milliseconds is >= -62135596800000 and <= 253402300799999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException("not a moment");
}
