using Consult.Grains.LocalHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the local grain host.</summary>
public static class LocalGrainHostServices
{
    /// <summary>
    /// Adds the host and its <see cref="IGrainFactory"/>. Call it before adding the hosted services that call
    /// grains: services stop in reverse order, so the host then stops after them. The clock is the registered
    /// <see cref="TimeProvider"/>, the system's if there is none.
    /// </summary>
    public static IServiceCollection AddLocalGrainHost(
        this IServiceCollection services, Action<LocalGrainHostOptions> configure)
    {
        services.AddOptions<LocalGrainHostOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalGrainHost>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<LocalGrainHost>().GrainFactory);
        services.AddHostedService(provider => provider.GetRequiredService<LocalGrainHost>());
        return services;
    }
}
