using System.Collections.Immutable;
using Npgsql;

namespace Consult.Silo.Hosting;

/// <summary>
/// The tables in which Orleans keeps who belongs to a cluster. The scripts that make them are part of Orleans' source,
/// not of its packages: an operator takes them from the tag of the release that this process was built with.
/// </summary>
internal static class ClusterTables
{
    /// <summary>The release of Orleans whose scripts fit.</summary>
    public const string OrleansVersion = "10.4.2";

    /// <summary>The scripts in the order in which they are applied, each with a table that it makes.</summary>
    public static readonly ImmutableArray<(string Script, string Table)> Scripts =
        [("PostgreSQL-Main.sql", "orleansquery"), ("PostgreSQL-Clustering.sql", "orleansmembershiptable")];

    /// <summary>The queries that the scripts store and Orleans asks for.</summary>
    private static readonly ImmutableArray<string> Queries =
    [
        "CleanupDefunctSiloEntriesKey", "DeleteMembershipTableEntriesKey", "GatewaysQueryKey", "InsertMembershipKey",
        "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey",
    ];

    /// <summary>Whether a table is there.</summary>
    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new() { Value = table } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>What a cluster would lack in this database, in words; empty when it lacks nothing.</summary>
    public static async Task<ImmutableArray<string>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var (script, table) in Scripts)
            if (!await ExistsAsync(connection, table, cancellationToken)) missing.Add($"the table {table} of {script}");
        if (missing.Count > 0) return missing.ToImmutable();

        await using var command = new NpgsqlCommand("SELECT querykey FROM orleansquery", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) stored.Add(reader.GetString(0));
        return [.. Queries.Where(query => !stored.Contains(query)).Select(query => $"the query {query} of {Scripts[^1].Script}")];
    }
}
