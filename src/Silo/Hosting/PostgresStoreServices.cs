using Consult.Feeds.Storage;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgresStoreServices
{
    /// <summary>
    /// Registers <see cref="IFeedStore"/>, <see cref="IKeyRing"/>, <see cref="IKeyShredder"/>,
    /// <see cref="RecordVerifier"/> and the <see cref="Sweeper"/> over a PostgreSQL database. It is opened when the
    /// first of them is asked for, and closed with the container, after everything that was queued is on disk.
    /// </summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, PostgresStoreOptions options) =>
        services.AddStorage((clock, log) => PostgresStorage.Open(
            new(options.ConnectionString, FindMasterKey(options), clock, log) { MustExist = options.MustExist }));

    // None is made: several processes share one database, and a file beside one of them would be lost with its machine.
    private static MasterKey FindMasterKey(PostgresStoreOptions options) => options switch
    {
        { MasterKey: { Length: > 0 } key } => MasterKey.Parse(key, "the configuration"),
        { MasterKeyFile: { Length: > 0 } file } => MasterKey.Read(file),
        _ => throw new StoreUnavailableException(
            "A record in PostgreSQL needs a master key: set MasterKey to 32 random bytes in base64, or MasterKeyFile to "
            + "the path of a file that holds them, and keep a copy apart from the database."),
    };
}
