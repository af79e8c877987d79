using Consult.Testing.Server;
using Consult.Tools.Soak;

namespace Consult.Web.Tests.Harness;

/// <summary>A server in a process of its own that serves the built pages, for all tests of a collection.</summary>
public class PagesFixture : IAsyncLifetime
{
    private int _practices;

    /// <summary>The server, which can be killed and started again at the same address.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>A patient, a doctor and an operator that no other test knows.</summary>
    public Task<Practice> PracticeAsync() => Practice.OpenAsync(Site.Address, $"-{Interlocked.Increment(ref _practices)}");

    /// <inheritdoc/>
    public virtual async Task InitializeAsync() =>
        Site = await Site.StartAsync(ServerDll.Path, StoreKind.Sqlite, TimeProvider.System, CancellationToken.None);

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await Site.DisposeAsync();
}

/// <summary>Tests that share a server and leave it running.</summary>
[CollectionDefinition(Name)]
public sealed class PagesDefinition : ICollectionFixture<PagesFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "pages";
}

/// <summary>Tests that kill their server.</summary>
[CollectionDefinition(Name)]
public sealed class OutagesDefinition : ICollectionFixture<PagesFixture>
{
    /// <inheritdoc cref="PagesDefinition.Name"/>
    public const string Name = "outages";
}
