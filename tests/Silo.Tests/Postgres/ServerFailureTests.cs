using Consult.Feeds.Storage;
using Consult.Silo.Storage;

namespace Consult.Silo.Tests.Postgres;

/// <summary>A server that hangs or dies: every append ends, and nothing that was acknowledged is lost.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class ServerFailureTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Far beyond the bounds of the store; what takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PostgresFixture _fixture = new(cluster, ownServer: true) { Time = TimeProvider.System };

    public Task InitializeAsync() => _fixture.OpenAsync(opening => opening with
    {
        Timeouts = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
        Limits = new() { FindTimeout = TimeSpan.FromSeconds(2) },
    });

    public Task DisposeAsync() => _fixture.EndAsync();

    // The large one does not fit into the buffers of the socket, so that already sending it hangs.
    [StoreTheory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public async Task While_the_server_hangs_every_append_ends_and_afterwards_the_store_goes_on(int length)
    {
        var actors = Actors(20);
        foreach (var actor in actors) await actor.AppendAsync("before");

        await using (await cluster.Own.PauseAsync())
        {
            var first = actors[0].TryAsync(new string('x', length));
            var outcomes = await Task.WhenAll([first, .. actors.Skip(1).Select(actor => actor.TryAsync("meanwhile"))]).WaitAsync(Patience);

            outcomes[0].ShouldBe(AppendOutcome.Unknown);
            outcomes.ShouldAllBe(outcome => outcome == AppendOutcome.Unknown || outcome == AppendOutcome.Busy);
        }

        foreach (var actor in actors) await actor.AppendAsync("after");
        await ShouldHoldAsync(actors);
    }

    [StoreFact]
    public async Task When_the_server_is_killed_while_many_append_nothing_acknowledged_is_lost()
    {
        var actors = Actors(8);
        foreach (var actor in actors) await actor.AppendAsync("before");
        using var enough = new CountdownEvent(200);
        var appending = actors.Select(actor => actor.AppendUntilFailureAsync(enough)).ToList();
        await Task.Run(() => enough.Wait(Patience));

        await cluster.Own.KillAsync();
        await Task.WhenAll(appending).WaitAsync(Patience);
        await cluster.Own.StartAsync();

        foreach (var actor in actors) await actor.AppendAsync("after");
        await ShouldHoldAsync(actors);
    }

    private List<StoreActor> Actors(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new StoreActor(_fixture.Store, new("consultation", $"{i}"), _fixture.Keys.IntegrityKey))];

    private async Task ShouldHoldAsync(List<StoreActor> actors)
    {
        foreach (var actor in actors) await actor.ShouldHaveKeptAsync();
        (await new RecordVerifier(_fixture.Store, _fixture.Keys).VerifyAsync(None)).Findings.ShouldBeEmpty();
    }
}
