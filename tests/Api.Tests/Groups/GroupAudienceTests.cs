using Consult.Feeds;

namespace Consult.Api.Tests.Groups;

/// <summary>
/// Who reads what in a group: the asker, another member, the doctor, one who is removed and an outsider; live, by replay
/// from the start, and as history, event by event.
/// </summary>
public sealed class GroupAudienceTests : IAsyncLifetime
{
    private const string Number = "13812345678";
    private HealthGroup _group = null!;

    public async Task InitializeAsync() => _group = await HealthGroup.OpenAsync();

    public async Task DisposeAsync() => await _group.DisposeAsync();

    [Fact]
    public async Task Everybody_reads_the_same_live_by_replay_and_as_history_and_nobody_more_than_is_theirs()
    {
        var lins = await _group.JoinAsync("lin", "晨光");
        var meis = await _group.JoinAsync("mei", "海风");
        var (lin, _) = await _group.PatientAsync("lin");
        var (mei, _) = await _group.PatientAsync("mei");
        var (tang, _) = await _group.PatientAsync("tang");
        HealthGroup.Ok(await _group.Wang.PutAsync($"/memberships/{meis}/mentor"));
        var thread = await _group.AskAsync("lin", lins, $"夜里咳嗽，请打{Number}");
        var feed = $"thread/{thread}";
        await using var asker = Watching(lin, feed);
        await using var member = Watching(mei, feed);
        await using var doctor = Watching(_group.Wang, feed);
        await using var outsider = Watching(tang, feed);

        HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/answers", new { text = "睡前喝温水" }));
        HealthGroup.Ok(await mei.PostAsync($"/memberships/{meis}/threads/{thread}/replies", new { text = "蜂蜜有用" }));
        await member.ReachAsync(feed, 4);
        HealthGroup.Ok(await lin.PutAsync($"/memberships/{lins}/threads/{thread}/helpful/4"));
        await member.ReachAsync(feed, 5);
        HealthGroup.Ok(await lin.PostAsync($"/memberships/{lins}/threads/{thread}/followups", new { text = "谢谢" }));

        string[] shown =
            ["2 question.asked 夜里咳嗽，请打138****5678", "3 answer.given 睡前喝温水", "4 reply.added 蜂蜜有用", "5 helpful.counted", "6 followup.added 谢谢"];
        foreach (var (listener, person, expected) in new[]
        {
            (asker, lin, shown), (member, mei, shown), (doctor, _group.Wang, ["1 thread.asker", .. shown]),
        })
        {
            await listener.ReachAsync(feed, 6);
            listener.Heard(feed).ShouldBe(expected, person.Account);
            (await HealthGroup.HistoryAsync(person, feed)).ShouldBe(expected);
            await using var replay = Watching(person, feed);
            await replay.ReachAsync(feed, 6);
            replay.Heard(feed).ShouldBe(expected);
        }
        await GroupFeedsAreAsTheyShouldAsync(asker, member, doctor);
        foreach (var refused in new[] { feed, _group.Feed, $"membership/{lins}" })
        {
            if (refused == $"membership/{lins}") outsider.Watch(refused);
            (await outsider.EndAsync(refused)).ShouldBe(Codes.Forbidden);
            (await tang.GetAsync($"/feeds/{refused}/events")).Code.ShouldBe(Codes.Forbidden);
        }
        (await mei.GetAsync($"/feeds/membership/{lins}/events")).Code.ShouldBe(Codes.Forbidden);
        (await _group.Wang.GetAsync($"/feeds/membership/{lins}/events")).Code.ShouldBe(Codes.Forbidden);
        (await HealthGroup.HistoryAsync(lin, $"membership/{lins}")).Length.ShouldBeGreaterThan(2);
    }

    private async Task GroupFeedsAreAsTheyShouldAsync(Listener asker, Listener member, Listener doctor)
    {
        string[] forMembers = ["group.created", "thread.opened", "thread.answered"];
        await doctor.ReachAsync(_group.Feed, 5);
        Types(doctor.Heard(_group.Feed)).ShouldBe(["group.created", "member.admitted", "member.admitted", "thread.opened", "thread.answered"]);
        foreach (var listener in new[] { asker, member })
        {
            await listener.ReachAsync(_group.Feed, 5);
            Types(listener.Heard(_group.Feed)).ShouldBe(forMembers);
        }
    }

    [Fact]
    public async Task A_removed_member_hears_nothing_from_that_moment_on_and_a_replay_shows_nothing()
    {
        var lins = await _group.JoinAsync("lin", "晨光");
        var huas = await _group.JoinAsync("hua", "山月");
        var (hua, _) = await _group.PatientAsync("hua");
        var thread = await _group.AskAsync("lin", lins, "夜里咳嗽");
        var feed = $"thread/{thread}";
        await using var removed = Watching(hua, feed);
        await removed.ReachAsync(feed, 2);
        await removed.ReachAsync(_group.Feed, 4);

        HealthGroup.Ok(await _group.Wang.PostAsync($"/memberships/{huas}/remove"));
        (await removed.EndAsync(_group.Feed)).ShouldBe(Codes.Forbidden);
        (await removed.EndAsync(feed)).ShouldBe(Codes.Forbidden);
        HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/answers", new { text = "睡前喝温水" }));
        removed.Heard(feed).ShouldBe(["2 question.asked 夜里咳嗽"]);

        await using var again = Watching(hua, feed);
        (await again.EndAsync(feed)).ShouldBe(Codes.Forbidden);
        (await again.EndAsync(_group.Feed)).ShouldBe(Codes.Forbidden);
        again.Heard(feed).ShouldBeEmpty();
        (await hua.GetAsync($"/feeds/{feed}/events")).Code.ShouldBe(Codes.Forbidden);
        (await hua.GetAsync($"/threads/{thread}")).Code.ShouldBe(Codes.Forbidden);
        (await hua.GetAsync($"/groups/{_group.Id}/threads")).Code.ShouldBe(Codes.Forbidden);
        (await hua.GetAsync($"/groups/{_group.Id}/members")).Code.ShouldBe(Codes.Forbidden);
        (await hua.PostAsync($"/memberships/{huas}/questions", new { text = "还能问吗" })).Code.ShouldBe(Codes.MemberAbsent);
    }

    [Fact]
    public async Task What_is_hidden_or_masked_again_is_gone_for_whoever_comes_later()
    {
        var lins = await _group.JoinAsync("lin", "晨光");
        await _group.JoinAsync("mei", "海风");
        var (lin, _) = await _group.PatientAsync("lin");
        var (mei, _) = await _group.PatientAsync("mei");
        var thread = await _group.AskAsync("lin", lins, "有事找我138123");
        var feed = $"thread/{thread}";
        await using var member = Watching(mei, feed);
        var second = HealthGroup.Ok(await lin.PostAsync($"/memberships/{lins}/threads/{thread}/followups", new { text = "45678随时" }));
        second["isHeld"].GetBoolean().ShouldBeTrue();
        await member.ReachAsync(feed, 3);
        HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/answers", new { text = "不妥的话" }));
        HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/posts/4/hide"));
        await member.ReachAsync(feed, 5);

        await using var late = Watching(mei, feed);
        await late.ReachAsync(feed, 5);
        late.Heard(feed).ShouldBe(await HealthGroup.HistoryAsync(mei, feed));
        late.Heard(feed)[0].ShouldBe("2 question.asked (hidden)");
        late.Heard(feed)[2].ShouldBe("4 answer.given (hidden)");
        string.Concat(late.Heard(feed)).ShouldNotContain("138123");
        late.Heard(feed)[1].ShouldStartWith("3 text.remasked 有事找我");
    }

    private Listener Watching(Testing.Server.Person person, string thread)
    {
        var listener = Listener.Open(_group.Server, person);
        listener.Watch(_group.Feed);
        listener.Watch(thread);
        return listener;
    }

    private static IEnumerable<string> Types(string[] events) => events.Select(e => e.Split(' ')[1]);
}
