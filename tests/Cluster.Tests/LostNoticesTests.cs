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
        await RegisterAsync();
        var reader = await ReadAsync(B);
        await LoseAsync(Router.Drop(Parcels.Notice(to: B)));
        await AcceptAsync(A, Note("unseen"));

        await B.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
        await AcceptAsync(A, Note("live again"));
        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_whose_receipt_is_lost_is_not_shown_again()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        await LoseAsync(Router.Drop(Parcels.Receipt(from: B)));
        await AcceptAsync(A, Note("unseen"));

        await B.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_that_the_next_ones_overtake_is_not_shown_again_when_it_comes()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        var late = Router.Hold(Parcels.Notice(to: B));
        await LoseAsync(late);
        await AcceptAsync(A, Note("first to come"));
        await B.RenewAsync().Limited();
        await ShouldHaveSeenAllAsync(reader);
        var arrived = Router.See(Parcels.Receipt(from: B));

        late.Release();

        await arrived.Reached;
        await AcceptAsync(A, Note("afterwards"));
        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_notice_that_comes_twice_is_shown_once()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        var twice = Router.Double(Parcels.Notice(to: B));
        await AcceptAsync(A, Note("twice"));
        await ShouldHaveSeenAllAsync(reader);
        var arrived = Router.See(Parcels.Receipt(from: B));

        twice.Release();

        await arrived.Reached;
        await AcceptAsync(A, Note("afterwards"));
        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_renewal_that_comes_late_does_not_set_a_reader_back()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        var late = Router.Hold(Parcels.Watch(Feed));
        var renewal = B.RenewAsync();
        await late.Reached;
        foreach (var id in new[] { "1", "2", "3" }) await AcceptAsync(A, Note(id));
        await ShouldHaveSeenAllAsync(reader);

        // It says that the relay holds one event; by now it holds four.
        late.Release();

        await renewal.Limited();
        await AcceptAsync(A, Note("afterwards"));
        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_lease_that_has_run_out_is_taken_up_again_with_what_was_missed()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        await ShouldHaveSeenAllAsync(reader);
        Advance(Leases.Length + TimeSpan.FromSeconds(1));
        await AcceptAsync(A, Note("unseen"));

        await B.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
        await AcceptAsync(A, Note("live again"));
        await ShouldHaveSeenAllAsync(reader);
    }

    [StoreFact]
    public async Task A_relay_that_is_behind_more_than_the_actor_remembers_reads_the_log()
    {
        await RegisterAsync();
        var reader = await ReadAsync(B);
        await LoseAsync(Router.Drop(Parcels.Notice(to: B)));
        foreach (var chunk in Enumerable.Range(0, 300).Chunk(100))
            await Task.WhenAll(chunk.Select(i => AcceptAsync(A, Note($"{i}"))));

        await B.RenewAsync().Limited();

        await ShouldHaveSeenAllAsync(reader);
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
