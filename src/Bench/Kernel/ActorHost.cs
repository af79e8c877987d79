using Consult.Clinics;
using Consult.Departments;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Patients;
using Consult.Silo.Hosting;
using Consult.Silo.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Consult.Bench.Kernel;

/// <summary>The actors on the local host over a store, in this process.</summary>
internal sealed class ActorHost(string folder, string? postgres = null, string? masterKey = null) : IAsyncDisposable
{
    private readonly ServiceProvider _services = Open(folder, postgres, masterKey);

    public IFeedStore Store => _services.GetRequiredService<IFeedStore>();

    public IKeyRing Keys => _services.GetRequiredService<IKeyRing>();

    public IPatientGrain Patient(string key) => _services.GetRequiredService<IGrainFactory>().GetGrain<IPatientGrain>(key);

    public IDepartmentGrain Department(string key) => _services.GetRequiredService<IGrainFactory>().GetGrain<IDepartmentGrain>(key);

    public IClinicGrain Clinic(string key) => _services.GetRequiredService<IGrainFactory>().GetGrain<IClinicGrain>(key);

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<LocalGrainHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private static ServiceProvider Open(string folder, string? postgres, string? masterKey)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddOptions();
        services.AddSingleton(TimeProvider.System);
        services.AddLocalGrainHost(host => host.Assemblies.Add(typeof(FeedServices).Assembly));
        if (postgres is null) services.AddSqliteGrainStorage("feeds").AddSqliteStore(new() { Folder = folder });
        else services.AddPostgresGrainStorage("feeds").AddPostgresStore(new() { ConnectionString = postgres, MasterKey = masterKey });
        services.AddSingleton<FeedServices>();
        return services.BuildServiceProvider();
    }
}
