using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Livestreams;

/// <summary>Who of a livestream sees what: live, on resuming, and in history, which is the replay.</summary>
public sealed class AudienceTests
{
    [Fact]
    public async Task A_held_question_reaches_those_who_moderate_and_nobody_else_until_it_is_released()
    {
        await using var room = await Broadcast.OpenAsync();
        var (asker, other, moderator) = (await room.ViewerAsync("a-lin", "小林"), await room.ViewerAsync("a-ben", "小本"), await room.ModeratorAsync());
        await using var hears = await room.WatchAsync(other);
        await using var moderates = await room.WatchAsync(moderator);

        var line = await room.AskHeldAsync(asker, "能打这个电话买药吗");
        await moderates.ReachAsync(room.Feed, line);
        await hears.ReachAsync(room.Feed, line);

        room.HeardBy(moderates).ShouldContain(e => Broadcast.TypeOf(e) == "livestream.line.held");
        Broadcast.Says(room.HeardBy(hears), "买药").ShouldBeFalse();
        Broadcast.Says(await room.HistoryAsync(other), "买药").ShouldBeFalse();
        Broadcast.Says(await room.HistoryAsync(room.Host), "买药").ShouldBeTrue();
        (await moderator.GetAsync($"{room.Path}/moderation"))["held"].GetArrayLength().ShouldBe(1);
        (await other.GetAsync($"{room.Path}/moderation")).Code.ShouldBe(Codes.Forbidden);
        (await other.GetAsync($"{room.Path}/questions"))["total"].GetInt32().ShouldBe(0);

        Practice.Accepted(await moderator.PostAsync($"{room.Path}/held/{line}/release"));
        await hears.ReachAsync(room.Feed, line + 1);
        Broadcast.Says(room.HeardBy(hears), "买药").ShouldBeTrue();
        Broadcast.Says(await room.HistoryAsync(other), "买药").ShouldBeTrue();
    }

    [Fact]
    public async Task Viewers_do_not_learn_who_of_them_wrote_what_and_those_who_moderate_do()
    {
        await using var room = await Broadcast.OpenAsync();
        var (asker, other) = (await room.ViewerAsync("a-secretive", "小林"), await room.ViewerAsync("a-ben", "小本"));
        await using var hears = await room.WatchAsync(other);
        await room.SayAsync(asker, "大家好");
        var question = await room.AskAsync(asker, "这个药饭前吃吗", isAnonymous: true);
        Practice.Accepted(await asker.PutAsync($"{room.Path}/questions/{question}/vote"));
        var request = Practice.Accepted(await asker.PostAsync($"{room.Path}/mic"))["position"].GetString()!;
        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/mic/{request.Split('.')[0]}/accept"));
        var last = Practice.Accepted(await asker.PostAsync($"{room.Path}/mic/consent", new { textVersion = "1", channel = "web" }));
        await hears.ReachAsync(room.Feed, Live.LiveReader.SeqOf(last["position"].GetString()!));

        var (live, history, staff) = (room.HeardBy(hears), await room.HistoryAsync(other), await room.HistoryAsync(room.Host));
        Broadcast.Says(live, "a-secretive").ShouldBeFalse();
        Broadcast.Says(history, "a-secretive").ShouldBeFalse();
        live.Select(e => e.GetRawText()).ShouldBe(history.Select(e => e.GetRawText()));
        Broadcast.Says(live.Where(e => Broadcast.TypeOf(e) == "livestream.question.asked"), "小林").ShouldBeFalse();
        Broadcast.Says(live.Where(e => Broadcast.TypeOf(e) == "livestream.chat.posted"), "小林").ShouldBeTrue();
        live.Single(e => Broadcast.TypeOf(e) == "livestream.chat.posted").GetProperty("by").GetRawText().ShouldBe("""{"role":"viewer"}""");
        staff.Where(e => Broadcast.TypeOf(e) == "livestream.chat.posted").Single()
            .GetProperty("by").GetProperty("account").GetString().ShouldBe("a-secretive");
    }

    [Fact]
    public async Task A_hidden_line_is_gone_from_history_and_from_replays_until_it_is_shown_again()
    {
        await using var room = await Broadcast.OpenAsync();
        var (writer, other) = (await room.ViewerAsync("a-lin", "小林"), await room.ViewerAsync("a-ben"));
        await using var hears = await room.WatchAsync(other);
        var line = await room.SayAsync(writer, "骂人的话");
        await hears.ReachAsync(room.Feed, line);
        Broadcast.Says(room.HeardBy(hears), "骂人的话").ShouldBeTrue();

        Practice.Accepted(await room.Operator.PostAsync($"{room.Path}/shown/{line}/hide"));
        var hidden = await hears.HearAsync("frame", frame => frame.GetRawText().Contains("livestream.line.hidden", StringComparison.Ordinal));
        hidden.GetRawText().ShouldContain($"\"shown\":{line}");
        await using (var late = await room.WatchAsync(other))
        {
            await late.ReachAsync(room.Feed, line + 1);
            Broadcast.Says(room.HeardBy(late), "骂人的话").ShouldBeFalse();
        }
        foreach (var reader in new[] { other, room.Host })
            Broadcast.Says(await room.HistoryAsync(reader), "骂人的话").ShouldBeFalse();

        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/end"));
        Broadcast.Says(await room.HistoryAsync(other), "骂人的话").ShouldBeFalse();
        Practice.Accepted(await room.Operator.PostAsync($"{room.Path}/shown/{line}/unhide"));
        Broadcast.Says(await room.HistoryAsync(other), "骂人的话").ShouldBeTrue();
    }

    [Fact]
    public async Task A_banned_viewer_hears_nothing_from_the_ban_on_and_reads_nothing()
    {
        await using var room = await Broadcast.OpenAsync();
        var (bad, good) = (await room.ViewerAsync("a-bad", "坏人"), await room.ViewerAsync("a-good", "好人"));
        await using var hears = await room.WatchAsync(bad);
        await using var stays = await room.WatchAsync(good);
        var before = await room.SayAsync(good, "之前");
        await hears.ReachAsync(room.Feed, before);

        Practice.Accepted(await room.Host.PutAsync($"{room.Path}/banned/a-bad", new { reason = "辱骂" }));
        var after = await room.SayAsync(good, "之后");
        await stays.ReachAsync(room.Feed, after);

        (await hears.HearAsync("stop", _ => true)).GetProperty("code").GetString().ShouldBe(Codes.Forbidden);
        (await hears.SubscribeAsync(room.Feed)).ShouldBe(Codes.Forbidden);
        Broadcast.Says(room.HeardBy(hears), "之后").ShouldBeFalse();
        Broadcast.Says(room.HeardBy(stays), "之后").ShouldBeTrue();
        (await bad.GetAsync($"/feeds/{room.Feed}/events")).Code.ShouldBe(Codes.Forbidden);
        (await bad.GetAsync(room.Path)).Code.ShouldBe(Codes.Forbidden);
        (await bad.PostAsync($"{room.Path}/chat", new { text = "我还在" })).Code.ShouldBe(Codes.Forbidden);

        Practice.Accepted(await room.Host.DeleteAsync($"{room.Path}/banned/a-bad"));
        (await hears.SubscribeAsync(room.Feed)).ShouldBeNull();
        Broadcast.Says(await room.HistoryAsync(bad), "之后").ShouldBeTrue();
    }

    [Fact]
    public async Task A_ban_ends_a_subscription_although_nothing_follows_it()
    {
        await using var room = await Broadcast.OpenAsync();
        var bad = await room.ViewerAsync("a-bad", "坏人");
        await using var hears = await room.WatchAsync(bad);

        Practice.Accepted(await room.Host.PutAsync($"{room.Path}/banned/a-bad", new { reason = "辱骂" }));

        (await hears.HearAsync("stop", _ => true)).GetProperty("code").GetString().ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task A_doctor_who_only_watches_is_a_viewer_like_all_others()
    {
        await using var room = await Broadcast.OpenAsync();
        var (doctor, viewer) = (await room.EnterAsync("a-zhao", "doctor"), await room.ViewerAsync("a-lin", "小林"));
        await room.SayAsync(viewer, "大家好");
        await room.AskHeldAsync(viewer, "能打这个电话买药吗");

        var history = await room.HistoryAsync(doctor);
        history.ShouldNotContain(e => Broadcast.TypeOf(e) == "livestream.line.held");
        Broadcast.Says(history, "a-lin").ShouldBeFalse();
        (await doctor.GetAsync($"{room.Path}/moderation")).Code.ShouldBe(Codes.Forbidden);
        (await doctor.PostAsync($"{room.Path}/end")).Code.ShouldBe(Codes.Forbidden);
        (await doctor.PutAsync($"{room.Path}/banned/a-lin", new { reason = "我不喜欢" })).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task A_co_host_joins_by_invitation_alone_and_then_sees_what_the_staff_sees()
    {
        await using var room = await Broadcast.OpenAsync();
        using var second = await Practice.OpenAsync(room.Server, "-2");
        var joining = $"{room.Path}/cohosts/{second.Doctor}/join";
        (await second.Wang.PostAsync(joining)).Code.ShouldBe(Codes.Forbidden);
        Practice.Accepted(await room.Host.PutAsync($"{room.Path}/cohosts/{second.Doctor}"));
        (await second.Wang.GetAsync($"{room.Path}/moderation")).Code.ShouldBe(Codes.Forbidden);
        (await room.Host.PostAsync(joining)).Code.ShouldBe(Codes.Forbidden);
        await using var watches = await room.WatchAsync(second.Wang);

        Practice.Accepted(await second.Wang.PostAsync(joining));

        // What the doctor may see has grown, so what was made of the feed before is not enough.
        (await watches.HearAsync("stop", _ => true)).GetProperty("code").GetString().ShouldBe(Codes.Reload);
        Practice.Accepted(await second.Wang.GetAsync($"{room.Path}/moderation"));
        Practice.Accepted(await room.Host.DeleteAsync($"{room.Path}/cohosts/{second.Doctor}"));
        (await second.Wang.GetAsync($"{room.Path}/moderation")).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task A_number_reaches_nobody_not_even_in_three_pieces()
    {
        await using var room = await Broadcast.OpenAsync();
        var (writer, other) = (await room.ViewerAsync("a-lin", "小林"), await room.ViewerAsync("a-ben", "小本"));
        await room.SayAsync(writer, "我的电话是13812345678，请回电");
        foreach (var piece in new[] { "139", "8765", "4321" }) await room.SayAsync(writer, piece);

        var history = await room.HistoryAsync(other);
        Broadcast.Says(history, "13812345678").ShouldBeFalse();
        string[] shown = [.. history.Where(e => e.GetProperty("body").TryGetProperty("text", out _)).Select(e => e.GetProperty("body").GetProperty("text").GetString() ?? "")];
        string.Concat(shown).ShouldNotContain("8765");
        string.Concat(shown).ShouldNotContain("4321");
    }
}
