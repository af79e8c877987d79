using Consult.Harness;

namespace Consult.Silo.Tests.Postgres;

/// <summary>
/// The PostgreSQL of a test group: one of our own, made when it is first needed. The variable
/// <c>CONSULT_TEST_POSTGRES</c> names another server by connection string; tests that stop and kill the server use
/// their own all the same.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("CONSULT_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    private PrivateCluster? _own;

    /// <summary>Why tests cannot run, null when they can; under CI they run and fail.</summary>
    internal static string? Missing => !PrivateCluster.IsInstalled && Given is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "PostgreSQL is not installed, and CONSULT_TEST_POSTGRES names no server."
        : null;

    /// <summary>Our own server, which runs once its address was asked for.</summary>
    public PrivateCluster Own => _own ?? throw new InvalidOperationException("not started");

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Where a server is: the given one, else our own.</summary>
    public Task<string> AddressAsync() => Given is null ? OwnAddressAsync() : Task.FromResult(Given);

    /// <summary>Where our own server is; starts it when it does not run yet.</summary>
    public async Task<string> OwnAddressAsync()
    {
        // The tests of the group run one after the other, so nobody else is making it.
        _own ??= await PrivateCluster.CreateAsync(TimeProvider.System);
        return _own.ConnectionString;
    }

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
