using Microsoft.Data.Sqlite;
using Npgsql;

namespace Consult.Bench.Peers;

/// <summary>Where the naive server keeps messages.</summary>
internal interface IMessageTable
{
    /// <summary>Inserts a message in a transaction of its own; returns its number once it is on disk.</summary>
    Task<long> InsertAsync(string feed, string id, DateTimeOffset at, string text, CancellationToken cancellationToken);
}

/// <summary>On PostgreSQL: a pooled connection per insert, prepared statements.</summary>
internal sealed class PostgresTable : IMessageTable
{
    private readonly NpgsqlDataSource _database;

    public PostgresTable(string connectionString)
    {
        _database = NpgsqlDataSource.Create($"{connectionString};Max Auto Prepare=10;Maximum Pool Size=100");
        using var create = _database.CreateCommand(
            """
            CREATE TABLE IF NOT EXISTS message (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, feed text NOT NULL, id text NOT NULL,
              at timestamptz NOT NULL, content text NOT NULL);
            CREATE INDEX IF NOT EXISTS message_feed ON message (feed, seq);
            """);
        create.ExecuteNonQuery();
    }

    public async Task<long> InsertAsync(
        string feed, string id, DateTimeOffset at, string text, CancellationToken cancellationToken)
    {
        await using var insert = _database.CreateCommand(
            "INSERT INTO message (feed, id, at, content) VALUES ($1, $2, $3, $4) RETURNING seq");
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = feed });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return (long)(await insert.ExecuteScalarAsync(cancellationToken))!;
    }
}

/// <summary>
/// On SQLite: one connection, one insert at a time. SQLite admits one writer anyway, and connections that compete for
/// it are slower still.
/// </summary>
internal sealed class SqliteTable : IMessageTable, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    public SqliteTable(string file)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString);
        _connection.Open();
        using var create = _connection.CreateCommand();
        create.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS message (
              seq INTEGER PRIMARY KEY, feed TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS message_feed ON message (feed, seq);
            """;
        create.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO message (feed, id, at, content) VALUES ($feed, $id, $at, $content) RETURNING seq";
        foreach (var name in new[] { "$feed", "$id", "$at", "$content" }) _insert.Parameters.Add(new() { ParameterName = name });
    }

    public async Task<long> InsertAsync(
        string feed, string id, DateTimeOffset at, string text, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _insert.Parameters[0].Value = feed;
            _insert.Parameters[1].Value = id;
            _insert.Parameters[2].Value = at.ToUnixTimeMilliseconds();
            _insert.Parameters[3].Value = text;
            return (long)_insert.ExecuteScalar()!;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
        _turn.Dispose();
    }
}
