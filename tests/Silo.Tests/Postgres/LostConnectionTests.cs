using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Npgsql;

namespace Consult.Silo.Tests.Postgres;

/// <summary>Connections that are lost around a commit: the writer finds out what became of it.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class LostConnectionTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresFixture _fixture = new(cluster, ownServer: true) { Time = TimeProvider.System };
    private FaultyWire _wire = null!;
    private FeedWriter _writer = null!;

    public async Task InitializeAsync()
    {
        await cluster.OwnAddressAsync();
        _wire = FaultyWire.To(cluster.Own.Socket);
        await _fixture.OpenAsync(opening => opening with
        {
            ConnectionString = $"{opening.ConnectionString};Host=127.0.0.1;Port={_wire.Port}",
        });
        _writer = _fixture.Writer("consultation/1");
        await _fixture.CommitAsync(_writer.Next("the session is open"));
    }

    public async Task DisposeAsync()
    {
        await _fixture.CloseAsync();
        await _wire.DisposeAsync();
        await _fixture.EndAsync();
    }

    [StoreFact]
    public async Task A_batch_that_never_reached_the_server_was_not_written_and_may_be_tried_again()
    {
        var append = _writer.Accept("c");
        _wire.FailNext(WireFault.LoseRequest);

        (await _fixture.Store.AppendAsync(append)).ShouldBe(AppendOutcome.Busy);

        await _fixture.CommitAsync(append);
        await ShouldHoldAsync(events: 2);
    }

    [StoreFact]
    public async Task A_batch_whose_answer_was_lost_is_found_in_the_database()
    {
        _wire.FailNext(WireFault.LoseAnswer);

        await _fixture.CommitAsync(_writer.Accept("c"));

        await _wire.Happened;
        await _fixture.CommitAsync(_writer.Next("goes on"));
        await ShouldHoldAsync(events: 3);
    }

    [StoreFact]
    public async Task A_batch_that_still_runs_when_its_connection_is_lost_is_waited_for()
    {
        await using var other = await _fixture.ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await ExecuteAsync(other, "SELECT 1 FROM head FOR UPDATE");
        _wire.FailNext(WireFault.LoseClient);
        var append = _fixture.Store.AppendAsync(_writer.Accept("c"));
        // A batch that the server has not begun would be disarmed by the fence instead.
        await WhenWaitsForLockAsync("%WITH session AS MATERIALIZED%", orEnded: append);
        await _wire.LetGoOfClientAsync();
        await WhenWaitsForLockAsync("INSERT INTO writer_session%fenced%", orEnded: append);

        append.IsCompleted.ShouldBeFalse();
        await transaction.RollbackAsync();

        (await append).ShouldBe(AppendOutcome.Committed);
        await ShouldHoldAsync(events: 2);
    }

    [StoreFact]
    public async Task A_batch_that_reaches_the_server_after_it_was_given_up_writes_nothing()
    {
        var append = _writer.Accept("c");
        _wire.FailNext(WireFault.DelayRequest);

        (await _fixture.Store.AppendAsync(append)).ShouldBe(AppendOutcome.Busy);
        await _wire.DeliverLateAsync();

        await ShouldHoldAsync(events: 1);
        await _fixture.CommitAsync(append);
        await ShouldHoldAsync(events: 2);
    }

    private async Task ShouldHoldAsync(int events)
    {
        (await _fixture.Store.ReadAsync(_writer.Feed, 0, 100, None)).Length.ShouldBe(events);
        (await new RecordVerifier(_fixture.Store, _fixture.Keys).VerifyAsync(None)).Findings.ShouldBeEmpty();
    }

    private async Task WhenWaitsForLockAsync(string query, Task orEnded)
    {
        await using var watcher = await _fixture.ConnectAsync();
        var waiting =
            $"SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE '{query}'";
        while (await ExecuteAsync(watcher, waiting) is null && !orEnded.IsCompleted) { }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
