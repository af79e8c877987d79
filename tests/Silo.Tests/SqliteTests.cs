namespace Consult.Silo.Tests;

/// <summary>Tests of what only the embedded store has; each begins with a new one that is open.</summary>
public abstract class SqliteTests : IAsyncLifetime
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected SqliteFixture Fixture { get; } = new();

    public Task InitializeAsync() => Fixture.OpenAsync();

    public Task DisposeAsync() => Fixture.EndAsync();
}
