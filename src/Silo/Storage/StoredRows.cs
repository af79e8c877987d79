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
    public static AccessRow Access(DbDataReader row) => Access(row, 0);

    private static AccessRow Access(DbDataReader row, int at) => new(
        StoredNames.Feed(row.GetString(at)), row.GetString(at + 1), StoredNames.Parse<Role>(row.GetString(at + 2)),
        Text(row, at + 3) is { } relation ? StoredNames.Parse<Relation>(relation) : null);

    /// <summary>Columns n (of whom it was asked about, from 0 on), feed, grantee, role, relation, and why the account acts for the grantee.</summary>
    public static (long Asked, Standing Standing) Standing(DbDataReader row) =>
        (row.GetInt64(0), new(Access(row, 1), Text(row, 5) is { } actsAs ? StoredNames.Parse<Relation>(actsAs) : null));

    /// <summary>What was found for each of those who were asked about, from 0 on.</summary>
    public static ImmutableArray<ImmutableArray<Standing>> Standings(int asked, IEnumerable<(long Asked, Standing Standing)> rows)
    {
        var found = rows.ToLookup(row => row.Asked, row => row.Standing);
        return [.. Enumerable.Range(0, asked).Select(n => found[n].ToImmutableArray())];
    }

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
