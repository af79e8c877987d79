using Consult.Testing;

namespace Consult.Silo.Tests.Postgres;

/// <summary>
/// The PostgreSQL of the tests, made when it is first needed. The variable <c>CONSULT_TEST_POSTGRES</c> names another
/// server by connection string; tests that stop and kill the server use their own all the same.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const int Connections = 100;

    private static readonly string? Given = Environment.GetEnvironmentVariable("CONSULT_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    private OwnPostgres? _own;

    /// <summary>Why tests cannot run, null when they can; under CI they run and fail.</summary>
    internal static string? Missing =>
        !OwnPostgres.IsInstalled && Given is null && Environment.GetEnvironmentVariable("CI") != "true"
            ? "PostgreSQL is not installed, and CONSULT_TEST_POSTGRES names no server."
            : null;

    /// <summary>The socket that our own server listens on.</summary>
    public string Socket => _own!.Socket;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Where a server is: the given one, else our own.</summary>
    public Task<string> AddressAsync() => Given is null ? OwnAddressAsync() : Task.FromResult(Given);

    /// <summary>Where our own server is; starts it when it does not run yet.</summary>
    public async Task<string> OwnAddressAsync()
    {
        // The tests of the group run one after the other, so nobody else is making it.
        _own ??= await OwnPostgres.MakeAsync(Connections);
        return _own.Address;
    }

    public Task StartAsync() => _own!.StartAsync();

    /// <summary>Stops every process of the server where it stands, as a machine does that hangs.</summary>
    public Task<IAsyncDisposable> PauseAsync() => _own!.PauseAsync();

    /// <summary>Kills every process of the server, as a crash does.</summary>
    public Task KillAsync() => _own!.KillAsync();

    public async Task DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
    }
}

/// <summary>Tests that share one server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTestGroup : ICollectionFixture<PostgresCluster>
{
    public const string Name = "postgres";
}
