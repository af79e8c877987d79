using Consult.Feeds.Storage;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Hosting;

/// <summary>Registers what every store offers.</summary>
internal static class StorageServices
{
    /// <summary>Registers a store, opened when it is first asked for and closed with the container.</summary>
    public static IServiceCollection AddStorage<TStorage>(
        this IServiceCollection services, Func<TimeProvider, ILogger, TStorage> open) where TStorage : class, IStorage
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => open(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Consult.Silo.Storage")));
        services.AddSingleton<IFeedStore>(provider => provider.GetRequiredService<TStorage>().Feeds);
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<TStorage>().Keys);
        services.AddSingleton<IKeyShredder>(provider => provider.GetRequiredService<TStorage>().Keys);
        services.AddSingleton(provider => new RecordVerifier(
            provider.GetRequiredService<TStorage>().Feeds, provider.GetRequiredService<IKeyRing>()));
        services.AddSingleton(provider => new RecordPresence(provider.GetRequiredService<TStorage>().Feeds));
        services.AddHostedService<Sweeper>();
        return services;
    }
}
