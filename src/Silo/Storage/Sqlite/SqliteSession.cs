using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>
/// A connection and the statements it has prepared. Used by one thread at a time. Parameters are written <c>$1</c>,
/// <c>$2</c> … and given in that order: null, string, long or byte[].
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteSession(string file, SqliteOpenMode mode)
    {
        // Pooling would keep the file open after the store was closed.
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false };
        _connection = new(settings.ConnectionString);
        _connection.Open();
    }

    /// <summary>Whether a transaction is open; some errors end it on SQLite's own account.</summary>
    public bool InTransaction => sqlite3_get_autocommit(_connection.Handle!) == 0;

    /// <summary>The version of the SQLite library.</summary>
    public string Version => _connection.ServerVersion;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        Prepare(sql, values).ExecuteNonQuery();
        return sqlite3_changes(_connection.Handle!);
    }

    /// <summary>Runs a query and maps its rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }

    /// <summary>The first value of the first row; null when there is no row or the value is null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>Runs several statements without parameters, once.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs work in a transaction of its own.</summary>
    public T Transact<T>(Func<T> work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Ends the open transaction, if there is one, without effect.</summary>
    public void Rollback()
    {
        if (InTransaction) Execute("ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command)) _commands.Add(sql, command = Create(sql, values.Length));
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Create(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new() { ParameterName = "$" + i });
        return command;
    }
}
