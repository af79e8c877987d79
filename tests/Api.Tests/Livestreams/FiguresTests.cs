using System.Text.Json;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Livestreams;

/// <summary>How many watch and like, and who is still on the microphone: known in memory, told each second.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Those_who_watch_are_told_how_many_they_are_and_the_record_keeps_the_peak()
    {
        await using var room = await Broadcast.OpenAsync();
        var (ann, ben) = (await room.ViewerAsync("a-ann"), await room.ViewerAsync("a-ben"));
        await using var first = await room.WatchAsync(ann);
        // Two devices of one account are one who watches.
        await using var again = await room.WatchAsync(ann);
        await using (await room.WatchAsync(ben))
        {
            await room.BeatUntilAsync(view => Watching(view) == 2);
            var figures = (await room.BeatUntilHeardAsync(first, now => Watching(now) == 2)).GetProperty("figures");
            figures.GetProperty("peak").GetInt32().ShouldBe(2);
            figures.GetProperty("unique").GetInt32().ShouldBe(2);
        }
        await room.BeatUntilAsync(view => Watching(view) == 1);
        await room.BeatUntilHeardAsync(first, now => Watching(now) == 1);

        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/end"));
        var ended = (await room.HistoryAsync(ann)).Single(e => Broadcast.TypeOf(e) == "livestream.ended");
        ended.GetProperty("body").GetProperty("figures").GetProperty("peak").GetInt32().ShouldBe(2);
        (await room.ViewAsync()).GetProperty("figures").GetProperty("unique").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Thousands_who_come_and_go_are_no_events_but_a_figure_once_a_minute()
    {
        await using var room = await Broadcast.OpenAsync();
        var ann = await room.ViewerAsync("a-ann");
        await using var hears = await room.WatchAsync(ann);
        await room.BeatUntilAsync(view => Watching(view) == 1);
        var before = (await room.HistoryAsync(ann)).Length;
        foreach (var n in Enumerable.Range(0, 5))
            await using (await room.WatchAsync(await room.ViewerAsync($"a-{n}")))
                await room.BeatUntilAsync(view => Watching(view) == 2);
        await room.BeatUntilAsync(view => Watching(view) == 1);

        (await room.HistoryAsync(ann)).Skip(before).Select(Broadcast.TypeOf).ShouldAllBe(type => type == "livestream.counted");
        for (var beat = 0; beat < 62; beat++) await room.BeatUntilAsync(_ => true);
        var counted = (await room.HistoryAsync(ann)).Skip(before).ToArray();
        counted.Length.ShouldBeInRange(1, 2);
        counted[^1].GetProperty("body").GetProperty("figures").GetProperty("unique").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Likes_are_counted_and_nobody_learns_whose_they_are()
    {
        await using var room = await Broadcast.OpenAsync();
        var (ann, ben) = (await room.ViewerAsync("a-ann"), await room.ViewerAsync("a-ben"));
        await using var likes = await room.WatchAsync(ann);
        await using var hears = await room.WatchAsync(ben);
        await room.BeatUntilAsync(view => Watching(view) == 2);

        for (var n = 0; n < 3; n++) await room.SignalAsync(likes, "like");
        await room.SignalAsync(likes, "typing");
        await room.BeatUntilHeardAsync(hears, now => now.GetProperty("figures").GetProperty("likes").GetInt64() == 3);

        hears.SignalsOf(room.Feed).ShouldAllBe(signal => signal.Type == "livestream.now");
        hears.Heard.ShouldAllBe(call => !call.Argument.GetRawText().Contains("a-ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_is_told_the_votes_of_the_first_questions()
    {
        await using var room = await Broadcast.OpenAsync();
        var (ann, ben) = (await room.ViewerAsync("a-ann", "安安"), await room.ViewerAsync("a-ben"));
        await using var hears = await room.WatchAsync(ben);
        var (first, second) = (await room.AskAsync(ann, "第一个问题"), await room.AskAsync(ann, "第二个问题"));
        Practice.Accepted(await ben.PutAsync($"{room.Path}/questions/{second}/vote"));

        var now = await room.BeatUntilHeardAsync(hears, now => now.GetProperty("top").GetArrayLength() == 2);

        now.GetProperty("top").EnumerateArray().Select(top => (top.GetProperty("question").GetInt64(), top.GetProperty("votes").GetInt32()))
            .ShouldBe([(second, 1), (first, 0)]);
        var questions = (await ben.GetAsync($"{room.Path}/questions"))["questions"].EnumerateArray().ToArray();
        questions.Select(q => q.GetProperty("question").GetInt64()).ShouldBe([second, first]);
        questions.Select(q => (q.GetProperty("hasMyVote").GetBoolean(), q.GetProperty("isMine").GetBoolean())).ShouldBe([(true, false), (false, false)]);
        questions.Where(q => q.TryGetProperty("asker", out _)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_no_longer_heard_is_no_longer_on_the_microphone()
    {
        await using var room = await Broadcast.OpenAsync();
        var ann = await room.ViewerAsync("a-ann", "安安");
        await using var speaks = await room.WatchAsync(ann);
        var request = Practice.Accepted(await ann.PostAsync($"{room.Path}/mic"))["position"].GetString()!.Split('.')[0];
        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/mic/{request}/accept"));
        Practice.Accepted(await ann.PostAsync($"{room.Path}/mic/consent", new { textVersion = "1", channel = "web" }));

        for (var second = 0; second < 20; second++) await room.BeatUntilAsync(_ => true);
        await room.SignalAsync(speaks, "mic.alive");
        for (var second = 0; second < 20; second++) await room.BeatUntilAsync(_ => true);
        (await room.ViewAsync()).TryGetProperty("onMic", out _).ShouldBeTrue("heard twenty seconds ago");
        await room.BeatUntilAsync(view => !view.TryGetProperty("onMic", out _));

        var ended = (await room.HistoryAsync(ann)).Single(e => Broadcast.TypeOf(e) == "livestream.mic.ended").GetProperty("body");
        ended.GetProperty("cause").GetString().ShouldBe("lost");
        ended.GetProperty("seconds").GetInt32().ShouldBeGreaterThan(50);
    }

    private static int Watching(JsonElement view) => view.GetProperty("watching").GetInt32();
}
