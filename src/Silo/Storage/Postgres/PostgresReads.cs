using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Runs a statement on a connection of the pool, prepared there when it is used again. Parameters are written
/// <c>$1</c>, <c>$2</c> … and given in that order.
/// </summary>
internal sealed class PostgresReads(NpgsqlDataSource source)
{
    /// <summary>Runs a query and maps its rows.</summary>
    public async Task<ImmutableArray<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object[] values)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(map(reader));
        return rows.DrainToImmutable();
    }

    /// <summary>Runs a query of at most one row.</summary>
    public async Task<T?> FindAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object[] values) where T : class =>
        (await QueryAsync(sql, map, cancellationToken, values)).FirstOrDefault();

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
