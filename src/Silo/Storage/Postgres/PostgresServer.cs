using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// How the server is reached: unpooled connections that write, a bounded pool that reads. Every call ends by itself:
/// first by the server's own timeout, whose outcome is certain, then by the client's.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>Connections that read; beyond it readers wait, as long as a connection may take.</summary>
    private const int Readers = 16;

    private const int PreparedStatements = 64;

    /// <summary>Seconds that a migration may take, or wait for another process that migrates.</summary>
    private const int SetupTimeout = 300;

    public PostgresServer(string connectionString, PostgresTimeouts timeouts)
    {
        var settings = Parse(connectionString);
        settings.ApplicationName ??= "consult";
        // Row values in exceptions would end in logs.
        settings.IncludeErrorDetail = false;
        if (!settings.Host!.StartsWith('/')) (settings.TcpKeepAlive, settings.TcpKeepAliveTime) = (true, 30);
        settings.Timeout = (int)timeouts.Connect.TotalSeconds;
        settings.CommandTimeout = (int)timeouts.Command.TotalSeconds;
        settings.PersistSecurityInfo = false;
        settings.Multiplexing = false;
        settings.Enlist = false;
        Name = $"{settings.Host}:{settings.Port}/{settings.Database}";
        Schema = settings.SearchPath;
        var bounds = Bounds(timeouts);
        Setup = Create(Setting(settings, "", s => (s.Pooling, s.CommandTimeout) = (false, SetupTimeout)));
        Writers = Create(Setting(settings, bounds, s =>
        {
            s.Pooling = false;
            // A cancelled wait for a standby is reported as success. An outcome that is open is looked up instead.
            s.CancellationTimeout = -1;
        }));
        Reads = Create(Setting(settings, bounds, s =>
            (s.MaxPoolSize, s.MaxAutoPrepare, s.CancellationTimeout) = (Readers, PreparedStatements, 1_000)));
    }

    /// <summary>For logs and messages: host, port and database.</summary>
    public string Name { get; }

    /// <summary>The schema that the connection string names; null for the role's own.</summary>
    public string? Schema { get; }

    /// <summary>Connections that may take long, to make the tables.</summary>
    public NpgsqlDataSource Setup { get; }

    /// <summary>Connections of writer sessions, closed when they are disposed.</summary>
    public NpgsqlDataSource Writers { get; }

    /// <summary>Connections for everything else, pooled.</summary>
    public NpgsqlDataSource Reads { get; }

    public void Dispose()
    {
        Reads.Dispose();
        Writers.Dispose();
        Setup.Dispose();
    }

    // Plans are made once and kept, the first of them while the tables are empty: none may walk a table or join by
    // walking, because the tables grow. Each of our queries has its index.
    private static string Bounds(PostgresTimeouts timeouts)
    {
        var statement = (int)(timeouts.Command.TotalMilliseconds * 0.8);
        return $"-c statement_timeout={statement} -c idle_in_transaction_session_timeout={2 * statement} "
            + """-c default_transaction_isolation=read\ committed -c plan_cache_mode=force_generic_plan """
            + "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";
    }

    private static string Setting(NpgsqlConnectionStringBuilder common, string options, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        var settings = new NpgsqlConnectionStringBuilder(common.ConnectionString);
        settings.Options = $"{common.Options} {options}".Trim() is { Length: > 0 } all ? all : null;
        adjust(settings);
        return settings.ConnectionString;
    }

    // Of several hosts, the one that takes writes: readers must see what was just committed.
    private static NpgsqlDataSource Create(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        return builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { TargetSessionAttributes = null };
            return settings.Host is { Length: > 0 }
                ? settings
                : throw new StoreUnavailableException("The connection string of PostgreSQL names no host.");
        }
        catch (ArgumentException)
        {
            // Without its cause, which may hold a part of the password.
            throw new StoreUnavailableException("The connection string of PostgreSQL cannot be read.");
        }
    }
}

/// <summary>How long calls to the server may take, in whole seconds.</summary>
/// <param name="Connect">To connect, and to wait for a connection of the pool.</param>
/// <param name="Command">To answer.</param>
internal sealed record PostgresTimeouts(TimeSpan Connect, TimeSpan Command)
{
    public static readonly PostgresTimeouts Default = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
}
