using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Consult.Silo.Hosting;

/// <summary>Ends a start in words where Orleans would end it with a failed query.</summary>
internal sealed class ClusterTablesCheck(string connectionString) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The tables are not there.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new ConfigurationException($"The database of the cluster cannot be reached: {e.Message}");
        }
        var missing = await ClusterTables.MissingAsync(connection, cancellationToken);
        if (!missing.IsEmpty)
            throw new ConfigurationException(
                $"The database is not prepared for a cluster. Missing: {string.Join(", ", missing)}. Run ./consult cluster init --scripts DIR.");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
