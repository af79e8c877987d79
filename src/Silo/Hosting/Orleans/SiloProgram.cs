using Consult.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Silo.Hosting;

/// <summary>A silo without doors: a process that runs actors for those that have some.</summary>
internal static class SiloProgram
{
    /// <summary>How long a stop may take: actors deactivate, and what was queued goes to disk.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    private static async Task<int> Main(string[] args)
    {
        try
        {
            return args is ["init", .. var rest] ? await ClusterInit.RunAsync(rest) : await ServeAsync(args);
        }
        catch (Exception e) when (e is ConfigurationException or StoreUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Configuration["Cluster:HostsGrains"] = bool.TrueString;
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.AddActors();
        using var host = builder.Build();
        var cluster = ClusterOptions.Of(builder.Configuration);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() =>
            Console.WriteLine($"The silo of cluster {cluster.Id} listens on {cluster.Address}:{cluster.SiloPort}. Stop it with Ctrl+C."));
        await host.RunAsync();
        return 0;
    }
}
