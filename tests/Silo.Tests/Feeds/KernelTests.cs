using Microsoft.Extensions.DependencyInjection;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>Tests of the actors over a store of their own. Each suite is inherited by one class per store.</summary>
public abstract class KernelTests(StoreFixture store) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => store.EndAsync();

    private protected Task<KernelHost> StartAsync(Action<IServiceCollection>? configure = null) =>
        KernelHost.StartAsync(store, configure);

    /// <summary>A host whose patient is registered, with nothing left to do.</summary>
    private protected async Task<KernelHost> StartWithPatientAsync()
    {
        var host = await StartAsync();
        (await host.PatientGrain.Execute(Register("register"))).IsAccepted.ShouldBeTrue();
        await host.WhenReactedAsync(Patient.Feed, 1);
        return host;
    }
}
