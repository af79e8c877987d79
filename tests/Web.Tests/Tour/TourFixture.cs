using Consult.Demo;
using Consult.Web.Tests.Harness;

namespace Consult.Web.Tests.Tour;

/// <summary>A server whose store holds what <c>--demo</c> fills it with.</summary>
public sealed class TourFixture : PagesFixture
{
    private Func<string, string> _fill = path => path;
    private Func<Task> _end = () => Task.CompletedTask;

    /// <summary>The address of a page, with the keys of the scenario filled in.</summary>
    public string AddressOf(Stop stop) => "/app" + _fill(stop.Path);

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var http = new HttpClient { BaseAddress = Site.Address };
        var player = new DemoPlayer(http, new());
        // Until then the doctor on duty stays connected.
        _end = async () =>
        {
            await player.DisposeAsync();
            http.Dispose();
        };
        (await player.PlayAsync(CancellationToken.None)).ShouldBeEmpty();
        _fill = player.Fill;
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await _end();
        await base.DisposeAsync();
    }
}

/// <summary>Tests that look at the demo's pages and change nothing.</summary>
[CollectionDefinition(Name)]
public sealed class TourDefinition : ICollectionFixture<TourFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "tour";
}
