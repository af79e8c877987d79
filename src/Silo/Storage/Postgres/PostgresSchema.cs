using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Makes the tables and brings them forward, never back: numbered scripts, each run once, all in one transaction behind
/// a lock, so that of two processes that start at once one waits and finds the work done.
/// </summary>
internal static class PostgresSchema
{
    private const string Resources = "Consult.Migrations.";
    private const int OldestServer = 150_000;

    /// <summary>Prepares the database, or refuses it.</summary>
    /// <param name="server">Where it is.</param>
    /// <param name="masterCheck">Remembered by a new record, and the same for as long as it lives.</param>
    /// <param name="mustExist">Whether to refuse a database without a record instead of making one.</param>
    /// <param name="log">Told what is not durable.</param>
    /// <exception cref="StoreUnavailableException">The server or the record is not one that this version can use.</exception>
    public static void Prepare(PostgresServer server, byte[] masterCheck, bool mustExist, ILogger log)
    {
        try
        {
            using var connection = server.Setup.OpenConnection();
            Check(connection, server);
            Migrate(connection, server, masterCheck, mustExist);
            StorageLog.PostgresOpened(log, server.Name, connection.PostgreSqlVersion.ToString());
            WarnUnlessDurable(connection, server, log);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw new StoreUnavailableException($"{server.Name} cannot be used: {failure.Message}", failure);
        }
    }

    private static void Check(NpgsqlConnection connection, PostgresServer server)
    {
        var version = int.Parse((string)Scalar(connection, "SELECT current_setting('server_version_num')")!, CultureInfo.InvariantCulture);
        if (version < OldestServer)
            throw new StoreUnavailableException($"{server.Name} is PostgreSQL {connection.PostgreSqlVersion}; 15 or later is needed.");
        if ((string)Scalar(connection, "SELECT current_setting('server_encoding')")! is not "UTF8" and var encoding)
            throw new StoreUnavailableException($"{server.Name} keeps text as {encoding}; UTF8 is needed.");
    }

    private static void Migrate(NpgsqlConnection connection, PostgresServer server, byte[] masterCheck, bool mustExist)
    {
        using var transaction = connection.BeginTransaction();
        Scalar(connection, "SELECT pg_advisory_xact_lock(hashtext('consult migrations'), hashtext(current_setting('search_path')))");
        var version = Version(connection);
        if (version is null)
        {
            if (mustExist) throw new StoreUnavailableException($"There is no record in {server.Name}.");
            MakeSchema(connection, server);
            Run(connection, "CREATE TABLE migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())");
        }
        var scripts = Scripts();
        if (version > scripts.Count)
        {
            throw new StoreUnavailableException(
                $"{server.Name} was written by a newer version of Consult (schema {version}, this one knows {scripts.Count}).");
        }
        for (var number = (version ?? 0) + 1; number <= scripts.Count; number++)
        {
            Run(connection, Text(scripts[number - 1]));
            Run(connection, "INSERT INTO migration (number, name) VALUES ($1, $2)", number, scripts[number - 1]);
        }
        if (version is null) Run(connection, "INSERT INTO meta (name, value) VALUES ('master', $1)", masterCheck);
        var remembered = (byte[]?)Scalar(connection, "SELECT value FROM meta WHERE name = 'master'");
        if (!CryptographicOperations.FixedTimeEquals(remembered, masterCheck))
            throw new StoreUnavailableException($"The master key is not the one {server.Name} was made with.");
        transaction.Commit();
    }

    private static int? Version(NpgsqlConnection connection) =>
        Scalar(connection, "SELECT to_regclass(quote_ident(current_schema()) || '.migration')::text") is string
            ? (int)Scalar(connection, "SELECT max(number) FROM migration")!
            : null;

    private static void MakeSchema(NpgsqlConnection connection, PostgresServer server)
    {
        if (Scalar(connection, "SELECT current_schema()::text") is not null || server.Schema is null) return;
        Run(connection, (string)Scalar(connection, "SELECT format('CREATE SCHEMA %I', $1::text)", server.Schema)!);
    }

    /// <summary>Names of the scripts, in order.</summary>
    private static List<string> Scripts() =>
        [.. typeof(PostgresSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal))
            .Select(name => name[Resources.Length..])
            .Order(StringComparer.Ordinal)];

    private static string Text(string script)
    {
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(Resources + script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void WarnUnlessDurable(NpgsqlConnection connection, PostgresServer server, ILogger log)
    {
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            if ((string)Scalar(connection, "SELECT current_setting($1)", setting)! is "off" and var value)
                StorageLog.PostgresNotDurable(log, server.Name, setting, value);
        }
    }

    private static object? Scalar(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }

    private static void Run(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
