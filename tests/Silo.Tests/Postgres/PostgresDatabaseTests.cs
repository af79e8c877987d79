using Consult.Feeds.Storage;
using Consult.Silo.Hosting;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Tests.Postgres;

/// <summary>The database of the PostgreSQL store: what it is made of, and which one is refused.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresDatabaseTests(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly PostgresFixture _fixture = new(cluster);
    private readonly ListLogger _log = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _fixture.EndAsync();

    private async Task<StoreUnavailableException> RefusalAsync(Func<PostgresStorageOpening, PostgresStorageOpening> adjust)
    {
        var opening = adjust(await _fixture.OpeningAsync() with { Log = _log });
        return Should.Throw<StoreUnavailableException>(() => PostgresStorage.Open(opening));
    }

    [StoreFact]
    public async Task Processes_that_start_at_once_on_an_empty_server_make_the_tables_once()
    {
        var opening = await _fixture.OpeningAsync();

        var storages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgresStorage.Open(opening))));

        await _fixture.EditAsync("UPDATE migration SET name = name WHERE (SELECT count(*) FROM migration) = (SELECT max(number) FROM migration)");
        foreach (var storage in storages) await storage.DisposeAsync();
    }

    [StoreFact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await _fixture.OpenAsync();
        await _fixture.EditAsync("INSERT INTO migration (number, name) VALUES (999, 'of tomorrow')");

        (await RefusalAsync(opening => opening)).Message.ShouldContain("newer version");
    }

    [StoreFact]
    public async Task Another_master_key_is_refused()
    {
        await _fixture.OpenAsync();

        var other = MasterKey.Parse(Convert.ToBase64String(new byte[32]), "a test");

        (await RefusalAsync(opening => opening with { Master = other })).Message.ShouldContain("not the one");
    }

    [StoreFact]
    public async Task Who_only_verifies_makes_no_record()
    {
        (await RefusalAsync(opening => opening with { MustExist = true })).Message.ShouldContain("no record");
        (await RefusalAsync(opening => opening with { MustExist = true })).Message.ShouldContain("no record");
    }

    [StoreFact]
    public async Task A_server_that_is_not_there_is_refused_without_a_word_of_the_password()
    {
        var refusal = await RefusalAsync(opening => opening with { ConnectionString = "Host=127.0.0.1;Port=1;Username=u;Password=s3cret;Database=d" });

        refusal.Message.ShouldContain("127.0.0.1:1/d");
        refusal.ToString().ShouldNotContain("s3cret");
        (await RefusalAsync(opening => opening with { ConnectionString = "Password=s3cret;No such=thing" })).ToString().ShouldNotContain("s3cret");
        (await RefusalAsync(opening => opening with { ConnectionString = "Password=s3cret" })).Message.ShouldContain("no host");
    }

    [StoreFact]
    public async Task A_server_that_is_not_durable_is_reported_loudly_and_a_durable_one_is_not()
    {
        await _fixture.OpenAsync(opening => opening with { Log = _log });
        _log.Lines.ShouldAllBe(line => line.StartsWith("Opened", StringComparison.Ordinal));
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(opening => opening with
        {
            Log = _log,
            ConnectionString = opening.ConnectionString + ";Options=-c synchronous_commit=off",
        });

        _log.Lines.ShouldContain(line => line.Contains("IS NOT DURABLE: synchronous_commit is off", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task An_error_that_comes_only_with_the_commit_is_no_acknowledgement()
    {
        await _fixture.OpenAsync();
        await AtEachEventAsync("CONSTRAINT TRIGGER late AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED", "EXCEPTION 'late' USING ERRCODE = '23514'");
        var writer = _fixture.Writer("consultation/1");

        (await _fixture.Store.AppendAsync(writer.Next("x"))).ShouldBe(AppendOutcome.Rejected);

        (await _fixture.Store.ReadHeadAsync(writer.Feed, CancellationToken.None)).ShouldBeNull();
    }

    // So a wait for the synchronous standby that an operator cancels shows: the commit succeeds, with a warning.
    [StoreFact]
    public async Task A_commit_that_the_server_warns_of_is_looked_up_before_it_is_acknowledged()
    {
        await _fixture.OpenAsync(opening => opening with { Log = _log });
        await AtEachEventAsync("TRIGGER warning AFTER INSERT ON event", "WARNING 'canceling wait for synchronous replication'");

        await _fixture.CommitAsync(_fixture.Writer("consultation/1").Next("x"));

        _log.Lines.ShouldContain(line => line.EndsWith("its outcome is looked up.", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task A_session_that_was_swept_away_is_replaced_and_its_batch_is_written()
    {
        await _fixture.OpenAsync();
        var writer = _fixture.Writer("consultation/1");
        await _fixture.CommitAsync(writer.Next("one"));
        await _fixture.EditAsync("DELETE FROM writer_session");

        await _fixture.CommitAsync(writer.Next("two"));
    }

    [StoreFact]
    public async Task A_server_that_takes_no_writes_makes_appends_busy_until_it_does()
    {
        await _fixture.OpenAsync();
        var writer = _fixture.Writer("consultation/1");
        await _fixture.CommitAsync(writer.Next("before"));
        var append = writer.Next("x");
        await _fixture.RunAsync("ALTER TABLE event RENAME TO elsewhere");

        (await _fixture.Store.AppendAsync(append)).ShouldBe(AppendOutcome.Busy);
        await _fixture.RunAsync("ALTER TABLE elsewhere RENAME TO event");
        await _fixture.CommitAsync(append);
    }

    [StoreFact]
    public async Task The_registered_store_needs_a_master_key_and_takes_it_from_a_file()
    {
        var options = new PostgresStoreOptions { ConnectionString = (await _fixture.OpeningAsync()).ConnectionString };
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, PostgresFixture.MasterKey);

        await using (var without = Services(options))
            Should.Throw<StoreUnavailableException>(without.GetRequiredService<IFeedStore>).Message.ShouldContain("MasterKey");
        await using (var with = Services(options with { MasterKeyFile = file }))
            with.GetRequiredService<IKeyShredder>().ShouldBeSameAs(with.GetRequiredService<IKeyRing>());
        File.Delete(file);
    }

    private async Task AtEachEventAsync(string trigger, string raised) => await _fixture.RunAsync(
        $"""
        CREATE FUNCTION raised() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE {raised}; RETURN NULL; END $$;
        CREATE {trigger} FOR EACH ROW EXECUTE FUNCTION raised();
        """);

    private static ServiceProvider Services(PostgresStoreOptions options) =>
        new ServiceCollection().AddLogging().AddPostgresStore(options).BuildServiceProvider();
}
