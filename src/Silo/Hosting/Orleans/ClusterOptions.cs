using System.Net;
using Microsoft.Extensions.Configuration;

namespace Consult.Silo.Hosting;

/// <summary>What this process is in its cluster; the section <c>Cluster</c>.</summary>
internal sealed record ClusterOptions
{
    /// <summary>The cluster's name: processes under one name over one database find each other.</summary>
    public string Id { get; init; } = "consult";

    /// <summary>Whether actors live in this process. If not, it is a client of the silos.</summary>
    public bool HostsGrains { get; init; } = true;

    /// <summary>
    /// Whether this process is all there is of its cluster: then it needs no membership tables, and keeps its record
    /// where a server on the local host would. For trying and for tests.
    /// </summary>
    public bool Alone { get; init; }

    /// <summary>The address under which the others reach this silo; it listens there and nowhere else.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients of the cluster.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">It cannot be meant.</exception>
    public static ClusterOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Cluster").Get<ClusterOptions>() ?? new();
        if (!IPAddress.TryParse(options.Address, out _))
            throw new ConfigurationException("Cluster:Address must be the IP address under which other processes reach this one.");
        return options;
    }
}
