using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Consult.Bench.Kernel;

/// <summary>The store's tables without the store: the same rows in one transaction, nothing checked, nobody told.</summary>
internal interface IRawTables
{
    /// <summary>Writes the first event of each feed and its head.</summary>
    Task PrepareAsync(Append[] first);

    /// <summary>Writes one event, one command and the head of each feed in one transaction.</summary>
    Task WriteAsync(Append[] appends);
}

/// <summary>On SQLite.</summary>
internal sealed class RawSqlite : IRawTables, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _event;
    private readonly SqliteCommand _command;

    public RawSqlite(string file)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        _connection.Open();
        using var pragma = Command("PRAGMA synchronous = FULL", 0);
        pragma.ExecuteNonQuery();
        _head = Command("INSERT INTO head (feed, seq, tag, reacted) VALUES ($1, $2, $3, $2) ON CONFLICT (feed) DO UPDATE SET seq = $2, tag = $3, reacted = $2", 3);
        _event = Command(
            """
            INSERT INTO event (feed, seq, type, at, account, role, audience, command, digest, tag, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            11);
        _command = Command("INSERT INTO command (feed, id, digest, seq, tag) VALUES ($1, $2, $3, $4, $5)", 5);
    }

    public Task PrepareAsync(Append[] first) => WriteAsync(first);

    public Task WriteAsync(Append[] appends)
    {
        using var transaction = _connection.BeginTransaction();
        (_head.Transaction, _event.Transaction, _command.Transaction) = (transaction, transaction, transaction);
        foreach (var append in appends)
        {
            var (stored, tag) = (append.Events[0], Raw.Bytes(append.Next.Tag));
            var e = stored.Envelope;
            Run(_head, e.Feed.Value, e.Seq, tag);
            Run(
                _event, e.Feed.Value, e.Seq, e.Type, e.At.ToUnixTimeMilliseconds(), e.By.Account.Value, "system",
                e.Audience.ToString(), e.Command.Value, stored.Digest.ToArray(), tag, stored.Body.ToArray());
            Run(_command, e.Feed.Value, e.Command.Value, Raw.Bytes(append.Command!.Digest), e.Seq, tag);
        }
        transaction.Commit();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _head.Dispose();
        _event.Dispose();
        _command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var n = 1; n <= parameters; n++) command.Parameters.Add(new() { ParameterName = "$" + n });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var n = 0; n < values.Length; n++) command.Parameters[n].Value = values[n];
        command.ExecuteNonQuery();
    }
}

/// <summary>On PostgreSQL: three statements over arrays in one round trip.</summary>
internal sealed class RawPostgres(NpgsqlConnection connection) : IRawTables
{
    private const string Head =
        """
        INSERT INTO head (feed, seq, tag, reacted) SELECT feed, seq, tag, seq FROM unnest($1, $2, $3) AS i (feed, seq, tag)
        ON CONFLICT (feed) DO UPDATE SET seq = excluded.seq, tag = excluded.tag, reacted = excluded.reacted
        """;

    private const string Event =
        """
        INSERT INTO event (feed, seq, type, at, account, role, audience, command, digest, tag, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string Command = "INSERT INTO command (feed, id, digest, seq, tag) SELECT * FROM unnest($1, $2, $3, $4, $5)";

    public Task PrepareAsync(Append[] first) => WriteAsync(first);

    public async Task WriteAsync(Append[] appends)
    {
        FeedEvent[] events = [.. appends.Select(append => append.Events[0])];
        string[] feeds = [.. events.Select(e => e.Envelope.Feed.Value)];
        long[] seqs = [.. events.Select(e => e.Envelope.Seq)];
        byte[][] tags = [.. events.Select(e => Raw.Bytes(e.Envelope.Tag))];
        string[] ids = [.. events.Select(e => e.Envelope.Command.Value)];
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Head, feeds, seqs, tags);
        Add(
            batch, Event, feeds, seqs, Texts(e => e.Envelope.Type), (long[])[.. events.Select(e => e.Envelope.At.ToUnixTimeMilliseconds())],
            Texts(e => e.Envelope.By.Account.Value), Texts(_ => "system"), Texts(e => e.Envelope.Audience.ToString()), ids,
            (byte[][])[.. events.Select(e => e.Digest.ToArray())], tags, (byte[][])[.. events.Select(e => e.Body.ToArray())]);
        Add(batch, Command, feeds, ids, (byte[][])[.. appends.Select(append => Raw.Bytes(append.Command!.Digest))], seqs, tags);
        await batch.ExecuteNonQueryAsync();

        string[] Texts(Func<FeedEvent, string> text) => [.. events.Select(text)];
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}

/// <summary>Conversions that both need.</summary>
file static class Raw
{
    public static byte[] Bytes(Tag tag)
    {
        var bytes = new byte[Tag.Size];
        Chain.Write(bytes, tag);
        return bytes;
    }
}
