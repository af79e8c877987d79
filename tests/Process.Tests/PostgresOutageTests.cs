using Consult.Tools.Soak;

namespace Consult.Process.Tests;

/// <summary>
/// A server on PostgreSQL: whatever of both dies or hangs, calls end with a code of the catalogue, a replay goes on by
/// itself, and nothing acknowledged is lost.
/// </summary>
public sealed class PostgresOutageTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(7);

    [PostgresFact]
    public Task A_replay_goes_on_over_a_server_killed_on_PostgreSQL() => DisturbAsync(async (site, _) =>
    {
        await site.KillServerAsync();
        await site.StartServerAsync(CancellationToken.None);
    });

    [PostgresFact]
    public Task A_replay_goes_on_over_a_killed_PostgreSQL_and_calls_meanwhile_end_with_a_documented_code() =>
        DisturbAsync(async (site, probe) =>
        {
            await site.Database!.KillAsync();
            await probe.ShouldEndWithDocumentedCodesAsync();
            await site.Database.StartAsync();
        });

    // Longer than the store waits for an answer, so that both its ends of a hang are met: unknown, then busy.
    [PostgresFact]
    public Task A_replay_goes_on_over_a_PostgreSQL_that_hangs_and_calls_meanwhile_end_with_a_documented_code() =>
        DisturbAsync(async (site, probe) =>
        {
            await using var paused = await site.Database!.PauseAsync();
            var hang = Task.Delay(Hang, TimeProvider.System);
            await probe.ShouldEndWithDocumentedCodesAsync();
            await hang;
        });

    private static async Task DisturbAsync(Func<Site, OutageProbe, Task> disturb)
    {
        await using var site = await Play.SiteAsync(StoreKind.Postgres);
        using var probe = await OutageProbe.PrepareAsync(site.Address);
        var milestones = new Milestones(Play.Messages / 3);

        var replay = Play.RunAsync(site, milestones);
        var reached = milestones.Reached.Single();
        (await Task.WhenAny(reached, replay)).ShouldBe(reached);
        await disturb(site, probe);

        Play.ShouldBeClean(await replay);
        await Play.ShouldBeIntactAsync(site);
    }
}
