using Consult.Grains.LocalHost;
using Consult.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting.Local;

/// <summary>Registers grain state in the embedded store, for the local host.</summary>
public static class SqliteGrainStorageServices
{
    /// <summary>
    /// Keeps the state of grains that name this provider in the database of
    /// <see cref="SqliteStoreServices.AddSqliteStore"/>.
    /// </summary>
    public static IServiceCollection AddSqliteGrainStorage(this IServiceCollection services, string providerName = "Default") =>
        services.AddKeyedSingleton<ILocalGrainStorage>(
            providerName, (provider, _) => new SqliteGrainStorage(provider.GetRequiredService<SqliteStorage>().Database));
}
