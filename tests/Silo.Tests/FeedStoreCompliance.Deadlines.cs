
namespace Consult.Silo.Tests;

// Who is woken when.
public abstract partial class FeedStoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private async Task<IEnumerable<string>> ClaimAsync(double secondsAfterNoon, int limit = 100) =>
        (await Store.ClaimDueAsync(Noon.AddSeconds(secondsAfterNoon), Lease, limit, None)).Select(feed => feed.Key);

    private async Task<FeedWriter> DueAsync(string feed, double secondsAfterNoon)
    {
        var writer = fixture.Writer(feed);
        await fixture.CommitAsync(writer.Next("x") with { WakeAt = Noon.AddSeconds(secondsAfterNoon) });
        return writer;
    }

    [StoreFact]
    public async Task Due_feeds_are_claimed_longest_due_first_and_no_more_than_asked()
    {
        await DueAsync("consultation/late", 3);
        await DueAsync("consultation/first", 1);
        await DueAsync("consultation/second", 2);
        await fixture.CommitAsync(fixture.Writer("consultation/never").Next("x"));

        (await ClaimAsync(2.5, limit: 1)).ShouldBe(["first"]);
        (await ClaimAsync(2.5)).ShouldBe(["second"]);
        (await ClaimAsync(2.5)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Nobody_is_woken_before_the_moment_they_asked_for()
    {
        await DueAsync("consultation/1", 0.0005);

        (await ClaimAsync(0)).ShouldBeEmpty();
        (await ClaimAsync(0.001)).ShouldBe(["1"]);
    }

    [StoreFact]
    public async Task A_feed_that_does_not_move_rests_twice_as_long_each_time_up_to_an_hour()
    {
        await DueAsync("consultation/1", 0);
        var now = 0.0;

        foreach (var rest in new[] { 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600 })
        {
            (await ClaimAsync(now)).ShouldBe(["1"]);
            (await ClaimAsync(now + rest - 0.001)).ShouldBeEmpty();
            now += rest;
        }
    }

    [StoreFact]
    public async Task A_lease_outlives_a_restart()
    {
        await DueAsync("consultation/1", 0);
        await ClaimAsync(0);
        await ReopenAsync();

        (await ClaimAsync(9)).ShouldBeEmpty();
        (await ClaimAsync(10)).ShouldBe(["1"]);
    }

    [StoreFact]
    public async Task An_append_ends_the_lease_and_its_backoff()
    {
        var writer = await DueAsync("consultation/1", 0);
        await ClaimAsync(0);
        await ClaimAsync(10);
        await fixture.CommitAsync(writer.Next("moved") with { WakeAt = Noon.AddSeconds(12) });

        (await ClaimAsync(12)).ShouldBe(["1"]);
        (await ClaimAsync(21.9)).ShouldBeEmpty();
        (await ClaimAsync(22)).ShouldBe(["1"]);
    }

    [StoreFact]
    public async Task A_feed_that_wants_nothing_any_more_is_not_woken()
    {
        var writer = await DueAsync("consultation/1", 0);
        await fixture.CommitAsync(writer.Next());

        (await ClaimAsync(100)).ShouldBeEmpty();
    }
}
