using Consult.Grains.LocalHost;
using Consult.Silo.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting.Local;

/// <summary>Registers grain state in PostgreSQL, for the local host.</summary>
public static class PostgresGrainStorageServices
{
    /// <summary>
    /// Keeps the state of grains that name this provider in the database of
    /// <see cref="PostgresStoreServices.AddPostgresStore"/>.
    /// </summary>
    public static IServiceCollection AddPostgresGrainStorage(this IServiceCollection services, string providerName = "Default") =>
        services.AddKeyedSingleton<ILocalGrainStorage>(
            providerName, (provider, _) => new PostgresGrainStorage(new(provider.GetRequiredService<PostgresStorage>().Database)));
}
