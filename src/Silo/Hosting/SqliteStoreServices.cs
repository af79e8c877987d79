using Consult.Feeds.Storage;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting;

/// <summary>Registers the embedded store.</summary>
public static class SqliteStoreServices
{
    /// <summary>
    /// Registers <see cref="IFeedStore"/>, <see cref="IKeyRing"/>, <see cref="IKeyShredder"/>,
    /// <see cref="RecordVerifier"/> and the <see cref="Sweeper"/> over a SQLite file. The file is opened when the first
    /// of them is asked for, and closed with the container, after everything that was queued is on disk.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, SqliteStoreOptions options) =>
        services.AddStorage((clock, log) => SqliteStorage.Open(new(options.Folder, options.MasterKey, clock, log)));
}
