namespace Consult.Hosted;

/// <summary>
/// A hundred consultations have a hundred doctors, whatever the race between grabs and direct requests, and wherever
/// between reserving and confirming hosts go down.
/// </summary>
public sealed class GrabRaceTests
{
    private const int Hosts = 4;
    private const int OfEachHost = GrabRace.Doctors / Hosts;

    /// <summary>Three hosts die one after the other, each beside its tenth event of the step; the fourth goes on.</summary>
    [Theory]
    [InlineData("pool.claimed", Moment.After)]
    [InlineData("slot.reserved", Moment.After)]
    [InlineData("consultation.accepted", Moment.Before)]
    [InlineData("consultation.accepted", Moment.After)]
    [InlineData("slot.confirmed", Moment.Before)]
    [InlineData("pool.left", Moment.Before)]
    public async Task Whatever_step_hosts_die_at(string step, Moment moment)
    {
        await using var hospital = GrabRace.Open(MortalStore.Register);
        var race = new GrabRace(hospital);
        await race.GatherAsync();

        for (var host = 0; host < Hosts - 1; host++)
        {
            var store = (MortalStore)hospital.Store;
            store.DieAt(step, moment, nth: 10);
            await race.StormAsync(1 + (host * OfEachHost), (host + 1) * OfEachHost, "storm");
            await store.Died.WaitAsync(TimeSpan.FromSeconds(30));
            await hospital.RestartAsync();
            await race.RecoverAsync();
        }

        await race.FinishAsync("storm");
    }

    [Fact]
    public async Task A_host_that_is_stopped_half_way_loses_nothing()
    {
        await using var hospital = GrabRace.Open();
        var race = new GrabRace(hospital);
        await race.GatherAsync();

        var half = new TaskCompletionSource();
        var storm = race.StormAsync(1, GrabRace.Doctors, "storm", grabbed: () =>
        {
            if (race.Won >= GrabRace.Consultations / 2) half.TrySetResult();
        });
        await Task.WhenAny(half.Task, storm);
        await hospital.RestartAsync();
        await storm;

        await race.RecoverAsync();
        await race.FinishAsync("storm");
    }
}
