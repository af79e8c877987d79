using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Sqlite;

namespace Consult.Silo.Tests;

/// <summary>The file of the embedded store: who may open it, and what it survives.</summary>
public sealed class SqliteFileTests : SqliteTests
{
    // The lock is held by an open file description, not by a process, so a second opening here meets it as another
    // process would.
    [Fact]
    public void A_second_process_is_refused_with_the_name_of_the_file()
    {
        Should.Throw<StoreUnavailableException>(() => SqliteStorage.Open(Fixture.Opening)).Message.ShouldContain(Fixture.File);
    }

    [Fact]
    public async Task A_closed_store_can_be_opened_again_though_its_lock_file_stays()
    {
        await Fixture.CloseAsync();
        File.Exists(Fixture.File + ".lock").ShouldBeTrue();

        await Fixture.OpenAsync();
    }

    [Fact]
    public async Task What_was_acknowledged_is_in_the_files_that_a_killed_process_leaves_behind()
    {
        var writer = Fixture.Writer("consultation/1");
        for (var i = 0; i < 20; i++) await Fixture.CommitAsync(writer.Accept($"c-{i}"));
        using var killed = new SqliteLeftovers(Fixture.Folder);

        await using var storage = SqliteStorage.Open(Fixture.Opening with { Folder = killed.Folder });

        (await storage.Feeds.ReadHeadAsync(writer.Feed, None))!.Position.ShouldBe(writer.Position);
        (await new RecordVerifier(storage.Feeds, storage.Keys).VerifyAsync(None)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_commit_that_was_cut_off_in_the_log_leaves_the_record_before_it()
    {
        var writer = Fixture.Writer("consultation/1");
        await Fixture.CommitAsync(writer.Next("one"));
        var before = writer.Position;
        await Fixture.CommitAsync(writer.Next("two"));
        using var killed = new SqliteLeftovers(Fixture.Folder);
        using (var log = File.OpenWrite(killed.Log)) log.SetLength(log.Length - 1);

        await using var storage = SqliteStorage.Open(Fixture.Opening with { Folder = killed.Folder });

        (await storage.Feeds.ReadHeadAsync(writer.Feed, None))!.Position.ShouldBe(before);
        (await new RecordVerifier(storage.Feeds, storage.Keys).VerifyAsync(None)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await Fixture.EditAsync("UPDATE meta SET value = 2 WHERE name = 'version'");
        await Fixture.CloseAsync();

        Should.Throw<StoreUnavailableException>(() => SqliteStorage.Open(Fixture.Opening)).Message.ShouldContain("newer version");
    }

    [Fact]
    public async Task A_full_disk_makes_appends_busy_until_there_is_room_again()
    {
        var writer = Fixture.Writer("consultation/1");
        var append = writer.Next(new string('x', 1_000_000));
        await LimitPagesAsync(1);

        (await Fixture.Store.AppendAsync(append)).ShouldBe(AppendOutcome.Busy);
        await LimitPagesAsync(1_000_000);
        await Fixture.CommitAsync(append);
    }

    [Fact]
    public async Task A_file_that_is_not_durable_is_reported_loudly()
    {
        var log = new ListLogger();

        await using var database = SqliteDatabase.Open(":memory:", [], log);

        log.Lines.ShouldContain(line => line.Contains("IS NOT DURABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_durable_file_is_not_reported()
    {
        await Fixture.CloseAsync();
        var log = new ListLogger();

        await using var storage = SqliteStorage.Open(Fixture.Opening with { Log = log });

        log.Lines.ShouldAllBe(line => line.StartsWith("Opened", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_that_nobody_waits_for_any_more_is_given_up()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Fixture.Store.ReadHeadAsync(Fixture.Writer("consultation/1").Feed, cancelled.Token));
    }

    [Fact]
    public async Task A_closed_store_says_so_to_readers()
    {
        var store = Fixture.Store;
        var feed = Fixture.Writer("consultation/1").Feed;
        await Fixture.CloseAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => store.ReadHeadAsync(feed, None));
        (await store.AppendAsync(new() { Feed = feed, Expected = default, WakeAt = null, Reacted = 0 })).ShouldBe(AppendOutcome.Busy);
    }

    private async Task LimitPagesAsync(int pages) => await Fixture.Storage.Database.Writer.RunAsync(
        session => session.Scalar($"PRAGMA max_page_count = {pages}"), None);
}
