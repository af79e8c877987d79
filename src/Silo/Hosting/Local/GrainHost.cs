using Consult.Feeds;
using Consult.Silo.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Silo.Hosting;

/// <summary>What runs grains here: the local host, in this process alone.</summary>
internal static class GrainHost
{
    /// <summary>Adds the host, its <c>IGrainFactory</c>, and the state of grains in the store that keeps the record.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLocalGrainHost(host => host.Assemblies.Add(typeof(FeedServices).Assembly));
        if (StoreConfiguration.Postgres(builder.Configuration) is null) builder.Services.AddSqliteGrainStorage("feeds");
        else builder.Services.AddPostgresGrainStorage("feeds");
    }
}
