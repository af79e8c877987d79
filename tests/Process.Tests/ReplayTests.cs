using Consult.Tools.Soak;

namespace Consult.Process.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_is_clean_and_leaves_an_intact_record()
    {
        await using var site = await Play.SiteAsync(StoreKind.Sqlite);

        var result = await Play.RunAsync(site, new());

        Play.ShouldBeClean(result);
        await Play.ShouldBeIntactAsync(site);
    }

    [Fact]
    public async Task A_replay_goes_on_over_a_server_killed_in_the_middle_and_nothing_acknowledged_is_lost()
    {
        await using var site = await Play.SiteAsync(StoreKind.Sqlite);
        var milestones = new Milestones(Play.Messages / 4, Play.Messages / 2);

        var replay = Play.RunAsync(site, milestones);
        foreach (var reached in milestones.Reached)
        {
            (await Task.WhenAny(reached, replay)).ShouldBe(reached);
            await site.KillServerAsync();
            await site.StartServerAsync(CancellationToken.None);
        }
        var result = await replay;

        Play.ShouldBeClean(result);
        result.Reconnects.ShouldBeGreaterThan(0);
        await Play.ShouldBeIntactAsync(site);
    }
}
