using Consult.Silo.Hosting;

namespace Consult.Api;

/// <summary>Where the record is kept, from <c>--data DIR</c> and the optional secret <c>MasterKey</c>.</summary>
internal static class StoreConfiguration
{
    /// <summary>The embedded store's options.</summary>
    public static SqliteStoreOptions From(IConfiguration configuration) => new()
    {
        Folder = Path.GetFullPath(configuration["data"] is { Length: > 0 } data ? data : "data"),
        MasterKey = configuration["MasterKey"] is { Length: > 0 } key ? key : null,
    };
}
