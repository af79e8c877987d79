using System.Collections.Immutable;
using System.Data.Common;
using Consult.Feeds.Storage;
using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Runs a statement on a connection of the pool, prepared there when it is used again. Parameters are written
/// <c>$1</c>, <c>$2</c> … and given in that order. A server that is down or hangs is a <see cref="StoreAwayException"/>.
/// </summary>
internal sealed class PostgresReads(NpgsqlDataSource source)
{
    /// <summary>Runs a query and maps its rows.</summary>
    public Task<ImmutableArray<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object[] values) =>
        RunAsync(sql, values, async command =>
        {
            var rows = ImmutableArray.CreateBuilder<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) rows.Add(map(reader));
            return rows.DrainToImmutable();
        });

    /// <summary>Runs a query of at most one row.</summary>
    public async Task<T?> FindAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object[] values) where T : class =>
        (await QueryAsync(sql, map, cancellationToken, values)).FirstOrDefault();

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values) =>
        RunAsync(sql, values, command => command.ExecuteNonQueryAsync(cancellationToken));

    private async Task<T> RunAsync<T>(string sql, object[] values, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        try
        {
            return await run(command);
        }
        catch (NpgsqlException failure) when (IsAway(failure))
        {
            throw new StoreAwayException(failure);
        }
    }

    // Our own statement timeout ends a query whose server is overloaded, with a code that Npgsql takes for a mistake.
    private static bool IsAway(NpgsqlException failure) =>
        failure.IsTransient || failure.SqlState == PostgresErrorCodes.QueryCanceled;
}
