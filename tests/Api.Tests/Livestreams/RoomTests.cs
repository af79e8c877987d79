using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Livestreams;

/// <summary>The ways into a livestream and out of it.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task Chat_goes_over_the_hub_too_once_and_without_attachments()
    {
        await using var room = await Broadcast.OpenAsync();
        var ann = await room.ViewerAsync("a-ann", "安安");
        await using var hub = await room.WatchAsync(ann);

        (await hub.PostAsync(room.Feed, "line-1", new { text = "大家好" })).ShouldBeNull();
        (await hub.PostAsync(room.Feed, "line-1", new { text = "大家好" })).ShouldBeNull();
        (await hub.PostAsync(room.Feed, "line-2", new { text = "大家好" })).ShouldBe(Codes.LivestreamDuplicate);
        (await hub.PostAsync(room.Feed, "line-3", new { text = "看图", attachments = new[] { "a-1" } })).ShouldBe(Codes.Invalid);
        (await hub.PostAsync("livestream/none", "line-4", new { text = "有人吗" })).ShouldBe(Codes.Forbidden);

        var lines = (await room.HistoryAsync(ann)).Where(e => Broadcast.TypeOf(e) == "livestream.chat.posted").ToArray();
        lines.Length.ShouldBe(1);
        lines[0].GetProperty("command").GetString().ShouldBe("line-1");
    }

    [Fact]
    public async Task A_viewer_who_comes_back_learns_what_it_is_here_and_nobody_elses()
    {
        await using var room = await Broadcast.OpenAsync();
        var (ann, ben) = (await room.ViewerAsync("a-ann", "安安"), await room.ViewerAsync("a-ben"));
        var request = Practice.Accepted(await ann.PostAsync($"{room.Path}/mic"))["position"].GetString()!.Split('.')[0];

        var mine = Practice.Accepted(await ann.GetAsync($"{room.Path}/me"));
        (mine["nickname"].GetString(), mine["request"].GetInt64().ToString()).ShouldBe(("安安", request));
        Practice.Accepted(await ben.GetAsync($"{room.Path}/me")).Body.GetRawText().ShouldBe("{}");

        Practice.Accepted(await ann.DeleteAsync($"{room.Path}/mic/{request}"));
        Practice.Accepted(await ann.GetAsync($"{room.Path}/me")).Body.TryGetProperty("request", out _).ShouldBeFalse();
        (await ann.GetAsync("/livestreams/none/me")).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task An_asker_goes_on_with_the_host_in_one_step_and_nobody_else_does()
    {
        await using var room = await Broadcast.OpenAsync();
        var lin = await room.EnterAsync("a-lin", "patient");
        var ben = await room.ViewerAsync("a-ben");
        var question = await room.AskAsync(lin, "孩子咳嗽一周，该做什么检查", isAnonymous: true);
        var wish = new { patient = room.Practice.Patient, kind = "directed" };
        var consult = $"{room.Path}/questions/{question}/consult";

        var id = Practice.Accepted(await lin.PostAsync(consult, wish, "go-on")).Id;
        Practice.Accepted(await lin.PostAsync(consult, wish, "go-on")).Id.ShouldBe(id);
        (await ben.PostAsync(consult, wish)).Code.ShouldBe(Codes.LivestreamQuestionAbsent);
        (await lin.PostAsync($"{room.Path}/questions/1/consult", wish)).Code.ShouldBe(Codes.LivestreamQuestionAbsent);

        var requested = (await lin.GetAsync($"/feeds/consultation/{id}/events"))["events"][0].GetProperty("body");
        requested.GetProperty("complaint").GetString().ShouldBe("孩子咳嗽一周，该做什么检查");
        requested.GetProperty("doctor").GetString().ShouldBe(room.Practice.Doctor);
        Broadcast.Says(await room.HistoryAsync(room.Host), id).ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_account_wrote_is_destroyed_and_the_rest_is_read_as_before_also_after_a_restart()
    {
        await using var room = await Broadcast.OpenAsync();
        var (gone, stays) = (await room.ViewerAsync("a-gone", "将被删除"), await room.ViewerAsync("a-stays", "还在"));
        await room.SayAsync(gone, "我说过的话");
        var held = await room.AskHeldAsync(gone, "我问过的事");
        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/held/{held}/release"));
        await room.SayAsync(stays, "别人的话");
        (await room.Host.PostAsync($"{room.Path}/erase", new { account = "a-gone" })).Code.ShouldNotBeNull();

        Practice.Accepted(await room.Operator.PostAsync($"{room.Path}/erase", new { account = "a-gone" }));

        foreach (var reader in new[] { stays, room.Host, room.Operator })
        {
            var history = await room.HistoryAsync(reader);
            foreach (var text in new[] { "我说过的话", "我问过的事", "将被删除", "8765" }) Broadcast.Says(history, text).ShouldBeFalse(text);
            Broadcast.Says(history, "别人的话").ShouldBeTrue();
        }
        (await stays.GetAsync($"{room.Path}/questions"))["total"].GetInt32().ShouldBe(0);

        await room.RestartAsync();
        stays = await room.EnterAsync("a-stays", "patient");
        await room.SayAsync(stays, "继续");
        Broadcast.Says(await room.HistoryAsync(stays), "别人的话").ShouldBeTrue();
        Broadcast.Says(await room.HistoryAsync(await room.EnterAsync("a-op", "operator")), "我问过的事").ShouldBeFalse();
    }

    [Fact]
    public async Task Livestreams_are_found_by_doctor_department_and_state()
    {
        await using var room = await Broadcast.OpenAsync();
        var ann = await room.ViewerAsync("a-ann");
        var next = Practice.Accepted(await room.Host.PostAsync("/livestreams", new
        {
            doctor = room.Practice.Doctor, title = "下一场", introduction = "", startsAt = room.Clock.GetUtcNow().AddDays(1),
        })).Id;

        (await IdsAsync($"?doctor={room.Practice.Doctor}&status=live")).ShouldBe([room.Id]);
        (await IdsAsync("?department=呼吸内科&status=scheduled")).ShouldBe([next]);
        (await IdsAsync("?status=ended")).ShouldBeEmpty();
        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/end"));
        (await IdsAsync("?status=ended")).ShouldBe([room.Id]);
        (await ann.GetAsync("/livestreams?status=none")).Code.ShouldBe(Codes.Invalid);

        async Task<string[]> IdsAsync(string query) =>
            [.. Practice.Accepted(await ann.GetAsync("/livestreams" + query))["livestreams"].EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task The_operator_stops_a_livestream_and_what_was_said_stays_readable()
    {
        await using var room = await Broadcast.OpenAsync();
        var ann = await room.ViewerAsync("a-ann", "安安");
        await room.SayAsync(ann, "大家好");
        Practice.Accepted(await room.Operator.PostAsync($"{room.Path}/stop", new { reason = "内容违规" }));

        (await ann.PostAsync($"{room.Path}/chat", new { text = "还有人吗" })).Code.ShouldBe(Codes.LivestreamOver);
        var history = await room.HistoryAsync(ann);
        Broadcast.Says(history, "大家好").ShouldBeTrue();
        Broadcast.Says(history, "内容违规").ShouldBeFalse();
        Broadcast.Says(await room.HistoryAsync(room.Host), "内容违规").ShouldBeTrue();
        (await room.ViewAsync()).GetProperty("cause").GetString().ShouldBe("stopped");
    }

    [Fact]
    public async Task Nobody_hosts_in_the_name_of_another_doctor()
    {
        await using var room = await Broadcast.OpenAsync();
        var zhao = await room.EnterAsync("a-zhao", "doctor");
        var wish = new { doctor = room.Practice.Doctor, title = "冒名", introduction = "", startsAt = room.Clock.GetUtcNow().AddHours(1) };
        (await zhao.PostAsync("/livestreams", wish)).Code.ShouldBe(Codes.Forbidden);
        (await room.Practice.Lin.PostAsync("/livestreams", wish)).Code.ShouldBe(Codes.Forbidden);
    }
}
