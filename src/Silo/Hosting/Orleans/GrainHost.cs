using System.Net;
using Consult.Silo.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Consult.Silo.Hosting;

/// <summary>What runs grains here: a cluster of Microsoft Orleans, whose members find each other in PostgreSQL.</summary>
internal static class GrainHost
{
    /// <summary>
    /// How long a caller waits for an answer; then the outcome is unknown. Longer than an append may take, and no
    /// longer: so long waits who had called through a silo that died.
    /// </summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How many calls of one actor may wait and run at a time; one more is refused.</summary>
    private const int MailboxLimit = 10_000;

    /// <summary>How long an actor may be idle before its activation ends, and how often that is looked at.</summary>
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan IdleCheckPeriod = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often a silo asks its neighbours whether they live; three silences and they are declared dead. A silo that
    /// only slept is fenced by the store, so this may be short.
    /// </summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of one message: a frame of 64 events of the largest size has 4 MB.</summary>
    private const int MaxMessage = 16 * 1024 * 1024;

    /// <summary>How long a client tries to find a silo when it starts.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    /// <summary>Adds a silo or a client of the cluster, with its <c>IGrainFactory</c>.</summary>
    /// <exception cref="ConfigurationException">No database is named, or the cluster cannot be as it is configured.</exception>
    public static void AddGrains(this IHostApplicationBuilder builder)
    {
        var cluster = ClusterOptions.Of(builder.Configuration);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        // What went wrong is told by the type of an exception; one that cannot travel would arrive as another.
        builder.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = _ => true);
        // The clock of actors, and of their timers, may be a test's; all else in Orleans goes by the machine's.
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, (provider, _) => provider.GetRequiredService<TimeProvider>());

        var postgres = StoreConfiguration.Postgres(builder.Configuration);
        if (cluster.Alone)
        {
            builder.UseOrleans(silo => ConfigureSilo(silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort), postgres));
            return;
        }
        var membership = MembershipConnection(postgres ?? throw new ConfigurationException(
            "A cluster keeps its record and its membership in PostgreSQL: name the database with --postgres or ConnectionStrings:Consult."));
        builder.Services.AddHostedService(_ => new ClusterTablesCheck(membership));
        if (cluster.HostsGrains) builder.UseOrleans(silo => ConfigureSilo(Join(silo, cluster, membership), postgres));
        else builder.UseOrleansClient(client => ConfigureClient(client, cluster, membership));
    }

    private static ISiloBuilder Join(ISiloBuilder silo, ClusterOptions cluster, string membership) => silo
        .Configure<Orleans.Configuration.ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, cluster.Id))
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", membership))
        .ConfigureEndpoints(IPAddress.Parse(cluster.Address), cluster.SiloPort, cluster.GatewayPort)
        .Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = ProbeTimeout);

    private static void ConfigureSilo(ISiloBuilder silo, PostgresStoreOptions? postgres)
    {
        silo.Configure<SiloMessagingOptions>(options =>
        {
            Limit(options);
            options.MaxEnqueuedRequestsHardLimit = MailboxLimit;
            options.MaxEnqueuedRequestsSoftLimit = MailboxLimit / 2;
        });
        silo.Configure<ClientMessagingOptions>(Limit);
        silo.Configure<GrainCollectionOptions>(options =>
            (options.CollectionAge, options.CollectionQuantum) = (IdleLimit, IdleCheckPeriod));
        // Snapshots are a cache: without PostgreSQL they last as long as the process.
        if (postgres is null) silo.AddMemoryGrainStorage("feeds");
        else silo.Services.AddKeyedSingleton<IGrainStorage>("feeds", (provider, _) =>
            new PostgresGrainStorage(new(provider.GetRequiredService<PostgresStorage>().Database)));
    }

    private static void ConfigureClient(IClientBuilder client, ClusterOptions cluster, string membership)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, cluster.Id));
        client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", membership));
        client.Configure<ClientMessagingOptions>(Limit);
        // A gateway that came or went is to be known before people notice.
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(10));
        var attempts = (int)(ConnectLimit / TimeSpan.FromSeconds(1));
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            return --attempts > 0;
        });
    }

    private static void Limit(MessagingOptions options) =>
        (options.ResponseTimeout, options.MaxMessageBodySize) = (ResponseTimeout, MaxMessage);

    private static string MembershipConnection(PostgresStoreOptions postgres) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            ApplicationName = "consult-cluster",
            IncludeErrorDetail = false,
            MaxPoolSize = 8,
            Timeout = 5,
            CommandTimeout = 10,
        }.ConnectionString;
}
