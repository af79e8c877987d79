using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting;

/// <summary>
/// Where the record is kept: in the PostgreSQL database that <c>--postgres "Host=…"</c> or
/// <c>ConnectionStrings:Consult</c> names, otherwise in the folder <c>--data DIR</c>. <c>MasterKey</c> (base64) or, for
/// PostgreSQL, <c>MasterKeyFile</c> (a path) gives the master key.
/// </summary>
public static class StoreConfiguration
{
    /// <summary>Registers the store.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration) =>
        Postgres(configuration) is { } postgres
            ? services.AddPostgresStore(postgres)
            : services.AddSqliteStore(Sqlite(configuration));

    /// <summary>Registers a store that is there already.</summary>
    /// <exception cref="ConfigurationException">There is none: opening would make it, and an empty record is intact.</exception>
    public static IServiceCollection AddExistingStore(this IServiceCollection services, IConfiguration configuration)
    {
        if (Postgres(configuration) is { } postgres) return services.AddPostgresStore(postgres with { MustExist = true });
        var sqlite = Sqlite(configuration);
        if (!File.Exists(Path.Combine(sqlite.Folder, "consult.db")))
            throw new ConfigurationException($"There is no record in {sqlite.Folder}.");
        return services.AddSqliteStore(sqlite);
    }

    /// <summary>The PostgreSQL database that keeps the record; null when a folder does.</summary>
    internal static PostgresStoreOptions? Postgres(IConfiguration configuration) =>
        (Text(configuration["postgres"]) ?? Text(configuration.GetConnectionString("Consult"))) is not { } connectionString
            ? null
            : new()
            {
                ConnectionString = connectionString,
                MasterKey = Text(configuration["MasterKey"]),
                MasterKeyFile = Text(configuration["MasterKeyFile"]),
            };

    private static SqliteStoreOptions Sqlite(IConfiguration configuration) => new()
    {
        Folder = Path.GetFullPath(Text(configuration["data"]) ?? "data"),
        MasterKey = Text(configuration["MasterKey"]),
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
