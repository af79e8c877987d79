
namespace Consult.Silo.Tests;

// Keys of persons, which stand in the same database.
public abstract partial class FeedStoreCompliance
{
    [StoreFact]
    public async Task A_persons_key_is_made_once_and_stays_also_after_a_restart()
    {
        var integrity = fixture.Keys.IntegrityKey.ToArray();
        var key = (await fixture.Keys.GetAsync("patient/p", None))!.Value.ToArray();
        var other = (await fixture.Keys.GetAsync("patient/q", None))!.Value.ToArray();
        await ReopenAsync();

        key.Length.ShouldBe(32);
        other.ShouldNotBe(key);
        (await fixture.Keys.GetAsync("patient/p", None))!.Value.ToArray().ShouldBe(key);
        fixture.Keys.IntegrityKey.ToArray().ShouldBe(integrity);
    }

    [StoreFact]
    public async Task A_destroyed_key_is_gone_for_good_and_no_other_takes_its_place()
    {
        await fixture.Keys.GetAsync("patient/p", None);
        await fixture.Keys.DestroyAsync("patient/p", None);
        await fixture.Keys.DestroyAsync("patient/never-seen", None);

        (await fixture.Keys.GetAsync("patient/p", None)).ShouldBeNull();
        await ReopenAsync();
        (await fixture.Keys.GetAsync("patient/p", None)).ShouldBeNull();
        (await fixture.Keys.GetAsync("patient/never-seen", None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Many_who_need_a_first_key_at_once_get_the_same()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fixture.Keys.GetAsync("patient/p", None).AsTask())));

        keys.Select(key => Convert.ToHexString(key!.Value.Span)).Distinct().Count().ShouldBe(1);
    }
}
