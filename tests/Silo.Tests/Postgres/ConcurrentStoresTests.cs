using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Postgres;

namespace Consult.Silo.Tests.Postgres;

/// <summary>Several processes on one database.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class ConcurrentStoresTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresFixture _fixture = new(cluster);
    private readonly ListLogger _log = new();
    private PostgresStorage _other = null!;

    public async Task InitializeAsync()
    {
        await _fixture.OpenAsync(opening => opening with { Log = _log });
        _other = PostgresStorage.Open(await _fixture.OpeningAsync() with { Log = _log });
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _fixture.EndAsync();
    }

    [StoreFact]
    public async Task Writers_of_the_same_feeds_in_two_processes_never_mix_a_log()
    {
        var actors = new List<StoreActor>();
        foreach (var store in new[] { _fixture.Store, _fixture.Store, _other.Feeds, _other.Feeds })
        {
            for (var i = 0; i < 4; i++) actors.Add(new(store, new("consultation", $"{i}"), _fixture.Keys.IntegrityKey));
        }

        await Task.WhenAll(actors.Select((actor, i) => Task.Run(async () =>
        {
            for (var n = 0; n < 25; n++) await actor.AppendAsync($"{i} {n}");
        })));

        foreach (var actor in actors) await actor.ShouldHaveKeptAsync();
        var report = await new RecordVerifier(_fixture.Store, _fixture.Keys).VerifyAsync(None);
        report.Findings.ShouldBeEmpty();
        report.Events.ShouldBe(actors.Sum(actor => actor.Acknowledged.Count));
    }

    [StoreFact]
    public async Task Batches_that_name_the_same_feeds_in_opposite_orders_never_wait_for_each_other_in_a_circle()
    {
        await using var one = await WriterAsync();
        await using var two = await WriterAsync();

        // Half of the feeds are new in each round, so that heads are also made in both at once.
        for (var round = 0; round < 50; round++)
        {
            var writers = Enumerable.Range(round * 10, 20).Select(i => _fixture.Writer($"consultation/{i:0000}")).ToList();
            var batch = await Task.WhenAll(writers.Select(NextAsync));
            var results = await Task.WhenAll(
                Task.Run(() => one.WriteAsync([.. batch])), Task.Run(() => two.WriteAsync([.. batch.Reverse()])));

            results.ShouldAllBe(result => result.Fate == BatchFate.Committed);
            results[0].Fits.Zip(results[1].Fits.Reverse()).ShouldAllBe(fits => fits.First != fits.Second);
        }

        _log.Lines.ShouldAllBe(line => line.StartsWith("Opened", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task A_process_hears_at_once_whose_access_another_has_changed()
    {
        var heard = new TaskCompletionSource<AccessNews>(TaskCreationOptions.RunContinuationsAsynchronously);
        _other.Feeds.AccessChanged += news => heard.TrySetResult(news);
        await _other.News.Listening;

        var writer = _fixture.Writer("patient/p-1");
        await _fixture.CommitAsync(writer.Next("granted") with { Access = [new("account/a-1", Role.Patient, Relation.Guardian)] });

        var news = await heard.Task;
        news.Feed.ShouldBe(writer.Feed);
        news.Grantees.ShouldBe(["account/a-1"]);
    }

    [StoreFact]
    public async Task A_process_forgets_a_key_that_another_has_destroyed()
    {
        var forgotten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _other.News.KeyDestroyed += _ => forgotten.TrySetResult();
        await _other.News.Listening;
        (await _other.Keys.GetAsync("p-1", None)).ShouldNotBeNull();

        await _fixture.Keys.DestroyAsync("p-1", None);

        await forgotten.Task;
        (await _other.Keys.GetAsync("p-1", None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Two_sweepers_never_claim_the_same_feed()
    {
        var due = FeedWriter.Epoch;
        var names = Enumerable.Range(0, 200).Select(i => $"consultation/{i:000}").ToList();
        await Task.WhenAll(names.Select(name => _fixture.CommitAsync(_fixture.Writer(name).Next("x") with { WakeAt = due })));

        var claims = await Task.WhenAll(
            new[] { _fixture.Store, _other.Feeds, _fixture.Store, _other.Feeds }.Select(store => Task.Run(() => ClaimAllAsync(store, due))));

        var claimed = claims.SelectMany(feeds => feeds).Select(feed => feed.Value).ToList();
        claimed.ShouldBeUnique();
        // Rows that another sweeper is claiming are passed over, so the last ones may be left for the next sweep.
        claimed.AddRange((await ClaimAllAsync(_fixture.Store, due)).Select(feed => feed.Value));
        claimed.Order(StringComparer.Ordinal).ShouldBe(names);
    }

    [StoreFact]
    public async Task A_batch_that_meets_a_conflict_is_sent_again_unchanged_and_not_for_ever()
    {
        await _fixture.RunAsync(
            """
            CREATE SEQUENCE met;
            CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF nextval('met') <= 2 THEN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END IF;
              RETURN NULL;
            END $$;
            CREATE TRIGGER conflict AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION conflict();
            """);
        await _fixture.CommitAsync(_fixture.Writer("consultation/1").Next("third time"));

        await _fixture.RunAsync("ALTER SEQUENCE met RESTART WITH -1000 MINVALUE -1000");

        (await _fixture.Store.AppendAsync(_fixture.Writer("consultation/2").Next("never"))).ShouldBe(AppendOutcome.Busy);
        (await _fixture.Store.ReadHeadAsync(new("consultation", "2"), None)).ShouldBeNull();
    }

    private async Task<PostgresBatchWriter> WriterAsync()
    {
        var opening = await _fixture.OpeningAsync();
        return new(new(opening.ConnectionString, opening.Timeouts), TimeProvider.System, _log);
    }

    private async Task<Append> NextAsync(FeedWriter writer)
    {
        var head = await _fixture.Store.ReadHeadAsync(writer.Feed, None);
        return new FeedWriter(writer.Feed, _fixture.Keys.IntegrityKey, head?.Position ?? Position.Start).Next("x");
    }

    private static async Task<List<FeedId>> ClaimAllAsync(IFeedStore store, DateTimeOffset now)
    {
        var all = new List<FeedId>();
        while (await store.ClaimDueAsync(now, TimeSpan.FromSeconds(10), 7, None) is { IsEmpty: false } some) all.AddRange(some);
        return all;
    }
}
