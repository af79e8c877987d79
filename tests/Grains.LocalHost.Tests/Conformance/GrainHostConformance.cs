namespace Consult.Grains.LocalHost.Tests.Conformance;

/// <summary>
/// What grains may rely on, whatever host runs them. It uses the programming model of Orleans and the fixture alone,
/// so that every host can inherit it.
/// </summary>
public abstract partial class GrainHostConformance(IGrainHostFixture host) : IAsyncLifetime
{
    private readonly string _key = $"{Guid.NewGuid():N}";

    private Stage Notes => Stage.Of(_key);

    private IWorker Worker => host.Grains.GetGrain<IWorker>(_key);

    private IReentrantWorker Reentrant => host.Grains.GetGrain<IReentrantWorker>(_key);

    public Task InitializeAsync() => host.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();
}
