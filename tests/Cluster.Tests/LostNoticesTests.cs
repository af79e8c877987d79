using Consult.Cluster.Tests.Nodes;
using Consult.Cluster.Tests.Wires;
using Consult.Feeds;
using Consult.Silo.Tests;
using Consult.Silo.Tests.Feeds;
using Consult.Silo.Tests.Postgres;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Cluster.Tests;

/// <summary>
/// The actor lives at A and the reader at B. Whatever becomes of the notices between them, the lease and the log see to
/// it that the reader is shown every event once, in order.
/// </summary>
[Collection(ClusterTestGroup.Name), NeedsPostgres]
public sealed class LostNoticesTests(PostgresCluster postgres) : ClusterTests(postgres)
{
    private const int RelayLost = 2004;
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(10);

    [StoreFact]
    public async Task A_notice_that_is_lost_is_made_good_by_the_next_renewal()
    {
        var reader = await ReaderAsync();
        await LoseAsync(Router.Drop(Parcels.Notice(to: B)));
        await AcceptAsync(A, Note("unseen"));

        await ShouldCatchUpAsync(reader);
        await ShouldHearAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_whose_receipt_is_lost_is_not_shown_again()
    {
        var reader = await ReaderAsync();
        await LoseAsync(Router.Drop(Parcels.Receipt(from: B)));
        await AcceptAsync(A, Note("unseen"));

        await ShouldCatchUpAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_that_the_next_ones_overtake_is_not_shown_again_when_it_comes()
    {
        var reader = await ReaderAsync();
        var late = Router.Hold(Parcels.Notice(to: B));
        await LoseAsync(late);
        await AcceptAsync(A, Note("first to come"));
        await ShouldCatchUpAsync(reader);

        await ArriveAsync(late);

        await ShouldHearAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_that_comes_twice_is_shown_once()
    {
        var reader = await ReaderAsync();
        var twice = Router.Double(Parcels.Notice(to: B));
        await AcceptAsync(A, Note("twice"));
        await ShouldHaveSeenAllAsync(reader);

        await ArriveAsync(twice);

        await ShouldHearAsync(reader);
    }

    [StoreFact]
    public async Task A_renewal_that_comes_late_does_not_set_a_reader_back()
    {
        var reader = await ReaderAsync();
        var late = Router.Hold(Parcels.Watch(Feed));
        var renewal = B.RenewAsync();
        await late.Reached;
        foreach (var id in new[] { "1", "2", "3" }) await AcceptAsync(A, Note(id));
        await ShouldHaveSeenAllAsync(reader);

        // It says that the relay holds one event; by now it holds four.
        late.Release();

        await renewal.Limited();
        await ShouldHearAsync(reader);
    }

    [StoreFact]
    public async Task A_lease_that_has_run_out_is_taken_up_again_with_what_was_missed()
    {
        var reader = await ReaderAsync();
        await ShouldHaveSeenAllAsync(reader);
        Advance(Leases.Length + TimeSpan.FromSeconds(1));
        await AcceptAsync(A, Note("unseen"));

        await ShouldCatchUpAsync(reader);
        await ShouldHearAsync(reader);
    }

    [StoreFact]
    public async Task A_relay_that_is_behind_more_than_the_actor_remembers_reads_the_log()
    {
        var reader = await ReaderAsync();
        await LoseAsync(Router.Drop(Parcels.Notice(to: B)));
        foreach (var chunk in Enumerable.Range(0, 300).Chunk(100))
            await Task.WhenAll(chunk.Select(i => AcceptAsync(A, Note($"{i}"))));

        await ShouldCatchUpAsync(reader);
    }

    private async Task<Reader> ReaderAsync()
    {
        await RegisterAsync();
        return await ReadAsync(B);
    }

    /// <summary>Asserts that the next renewal shows the reader what it has missed.</summary>
    private async Task ShouldCatchUpAsync(Reader reader)
    {
        await B.RenewAsync().Limited();
        await ShouldHaveSeenAllAsync(reader);
    }

    /// <summary>Asserts that the reader is shown what happens from now on, after all that was before.</summary>
    private async Task ShouldHearAsync(Reader reader)
    {
        await AcceptAsync(A, Note("afterwards"));
        await ShouldHaveSeenAllAsync(reader);
    }

    /// <summary>Lets a notice go that was held or doubled, until the relay has taken it.</summary>
    private async Task ArriveAsync(Scripted notice)
    {
        var arrived = Router.See(Parcels.Receipt(from: B));
        notice.Release();
        await arrived.Reached;
    }

    /// <summary>Lets the actor wait in vain for the relay's receipt of an event, until it gives the relay up.</summary>
    private async Task LoseAsync(Scripted scripted)
    {
        var patience = Timers.WhenSet(DeliveryTimeout);
        await AcceptAsync(A, Note("lost"));
        await scripted.Reached;
        await patience;
        Advance(DeliveryTimeout);
        await A.Log.WhenLogged(RelayLost);
    }
}
