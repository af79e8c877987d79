using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>A snapshot is a cache of the fold: it shortens a load and changes nothing else.</summary>
public abstract class LoadingTests(StoreFixture store) : KernelTests(store)
{
    private static readonly Dictionary<string, Action<FeedSnapshot>> Misfits = new()
    {
        ["another fold"] = snapshot => snapshot.FoldVersion++,
        ["another past"] = snapshot => snapshot.Position = snapshot.Position with { Tag = new(1, 2) },
        ["a future"] = snapshot => snapshot.Position = snapshot.Position with { Seq = 9_999 },
        ["another place"] = snapshot => snapshot.Position = snapshot.Position with { Seq = 3 },
        ["changed bytes"] = snapshot => snapshot.State![20] ^= 1,
        ["another person"] = snapshot => snapshot.Person = "patient/p-2",
        ["nobody"] = snapshot => snapshot.Person = null,
    };

    public static TheoryData<string> OfWhat { get; } = [.. Misfits.Keys];

    [StoreFact]
    public async Task A_load_folds_from_the_snapshot_on()
    {
        await using var host = await StartWithPatientAsync();
        var before = await SnapshotAsync(host);
        await host.RestartAsync();

        (await ViewAsync(host)).ShouldBe(before);

        Pages(host).ShouldBe([(499, 1), (500, 500)]);
    }

    [StoreTheory]
    [MemberData(nameof(OfWhat))]
    public async Task A_snapshot_that_does_not_fit_is_ignored(string ofWhat)
    {
        await using var host = await StartWithPatientAsync();
        var before = await SnapshotAsync(host);
        await host.RestartAsync();
        host.Snapshots.Spoil = Misfits[ofWhat];

        (await ViewAsync(host)).ShouldBe(before);

        Pages(host).TakeLast(2).ShouldBe([(0, 500), (500, 500)]);
    }

    [StoreFact]
    public async Task A_snapshot_is_of_committed_state_though_memory_is_ahead()
    {
        await using var host = await StartWithPatientAsync();
        await host.NoteManyAsync("n", 498);
        var held = host.Store.Hold(Patient.Feed, append => append.Expected.Seq == 500);
        var last = host.PatientGrain.Execute(Note("last"));
        _ = host.PatientGrain.Execute(Note("lost"));
        _ = host.PatientGrain.Execute(Note("lost too"));
        await held.Reached;
        var position = (await last).Position;
        await host.Snapshots.WhenSaved(position);

        await host.CrashAsync();

        var view = await host.PatientGrain.View();
        view.Position.ShouldBe(position);
        view.Value!.Inbox[^1].Seq.ShouldBe(500);
        Pages(host).ShouldBe([(499, 1), (500, 500)]);
    }

    [StoreFact]
    public async Task A_state_whose_commit_failed_is_not_kept()
    {
        await using var host = await StartWithPatientAsync();
        await host.NoteManyAsync("n", 498);
        var held = host.Store.Hold(Patient.Feed);
        var lost = Enumerable.Range(0, 5).Select(i => host.PatientGrain.Execute(Note($"lost-{i}"))).ToList();
        await TurnAsync(host.PatientGrain);
        held.Fail(AppendOutcome.Busy);
        await Task.WhenAll(lost);

        var kept = await host.PatientGrain.Execute(Note("kept"));

        await host.Snapshots.WhenSaved(kept.Position);
        host.Snapshots.Saved.ShouldBe([kept.Position]);
    }

    /// <summary>Makes 520 events, with a snapshot at the 500th.</summary>
    private static async Task<string> SnapshotAsync(KernelHost host)
    {
        await host.NoteManyAsync("n", 519);
        await host.Snapshots.WhenSaved((await host.EventsAsync(Patient.Feed))[499].Envelope.Position);
        return await ViewAsync(host);
    }

    private static async Task<string> ViewAsync(KernelHost host) =>
        JsonSerializer.Serialize(await host.PatientGrain.View(), FeedJson.Options);

    private static IEnumerable<(long After, int Limit)> Pages(KernelHost host) =>
        host.Store.Pages.Where(page => page.Feed == Patient.Feed).Select(page => (page.After, page.Limit));
}
