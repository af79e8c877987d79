using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Consult.Silo.Hosting;

/// <summary>
/// <c>init --scripts DIR</c>: prepares a database for a cluster with the scripts in that folder, which may be the
/// source of Orleans itself. What is there already is left alone.
/// </summary>
internal static class ClusterInit
{
    /// <summary>Applies what is missing, each script in a transaction.</summary>
    /// <returns>0 when the database is ready, 1 when something is missing.</returns>
    /// <exception cref="ConfigurationException">No database or no folder is named.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var postgres = StoreConfiguration.Postgres(configuration)
            ?? throw new ConfigurationException("Name the database with --postgres or the variable ConnectionStrings__Consult.");
        if (configuration["scripts"] is not { Length: > 0 } folder || !Directory.Exists(folder))
            throw new ConfigurationException(
                "Name the folder of the scripts with --scripts DIR: src/AdoNet of Orleans' source, "
                + $"github.com/dotnet/orleans, at the tag v{ClusterTables.OrleansVersion}.");

        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await MakeSchemaAsync(connection, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).SearchPath);
        foreach (var (script, table) in ClusterTables.Scripts)
            Console.WriteLine($"{script}: {await ApplyAsync(connection, folder, script, table)}.");

        var missing = await ClusterTables.MissingAsync(connection, CancellationToken.None);
        Console.WriteLine(missing.IsEmpty
            ? "The database is ready for a cluster."
            : $"The database is not ready. Missing: {string.Join(", ", missing)}. The scripts of Orleans {ClusterTables.OrleansVersion} have them.");
        return missing.IsEmpty ? 0 : 1;
    }

    private static async Task MakeSchemaAsync(NpgsqlConnection connection, string? schema)
    {
        if (schema is null) return;
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(schema);
        await using var command = new NpgsqlCommand($"CREATE SCHEMA IF NOT EXISTS {name}", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ApplyAsync(NpgsqlConnection connection, string folder, string script, string table)
    {
        if (await ClusterTables.ExistsAsync(connection, table, CancellationToken.None)) return "applied before";
        if (Directory.EnumerateFiles(folder, script, SearchOption.AllDirectories).FirstOrDefault() is not { } file)
            return $"not found in {folder}";
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(file), connection, transaction);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return "applied";
    }
}
