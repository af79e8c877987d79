using System.Text.Json;
using Consult.Api.Commands;
using Consult.Api.Live;
using Consult.Api.Tests.Live;
using Consult.Feeds;
using Consult.Livestreams;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Livestreams;

/// <summary>Many watch, many write: everybody gets everything once, and the bounds hold.</summary>
public sealed class CrowdTests
{
    private const string Chat = "livestream.chat.posted";

    [Fact]
    public async Task Two_hundred_viewers_get_every_line_once_and_in_order()
    {
        await using var room = await Broadcast.OpenAsync("--CommandRate:Burst", "100000");
        var writers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => room.ViewerAsync($"a-writer-{n}", $"观众{n}")));
        var crowd = await Task.WhenAll(Enumerable.Range(0, 200).Select(async n => await room.WatchAsync(await room.ViewerAsync($"a-viewer-{n}"))));

        var said = new List<long>();
        for (var n = 0; n < 15; n++)
            said.AddRange(await PassingAsync(room, Task.WhenAll(writers.Select(writer => room.SayAsync(writer, $"第{n}句")))));
        await PassingAsync(room, Task.WhenAll(crowd.Select(reader => reader.ReachAsync(room.Feed, said.Max()))));

        foreach (var reader in crowd)
        {
            Covered(room, reader).ShouldBe(Enumerable.Range(1, (int)Covered(room, reader).Max()).Select(seq => (long)seq));
            room.HeardBy(reader).Where(e => Broadcast.TypeOf(e) == Chat).Select(SeqOf).ShouldBe(said.Order());
            await reader.DisposeAsync();
        }
        // What comes while the room rests goes out together.
        Frames(room, crowd[0]).Count().ShouldBeLessThan(said.Count);
    }

    [Fact]
    public async Task Whoever_resumes_at_any_event_gets_what_followed_and_nothing_twice()
    {
        await using var room = await Broadcast.OpenAsync();
        var (ann, ben) = (await room.ViewerAsync("a-ann", "安安"), await room.ViewerAsync("a-ben", "本本"));
        await room.SayAsync(ann, "第一句");
        var line = await room.SayAsync(ben, "不该说的");
        await room.AskHeldAsync(ann, "打给我");
        await room.AskAsync(ben, "怎么预防");
        Practice.Accepted(await room.Host.PostAsync($"{room.Path}/shown/{line}/hide"));
        await room.SayAsync(ann, "最后一句");
        var whole = await room.HistoryAsync(ben);
        var positions = await PositionsAsync(room, ben);

        foreach (var position in positions.Prepend("0"))
        {
            await using var reader = await LiveReader.OpenAsync(room.Server, ben);
            (await reader.SubscribeAsync(room.Feed, position)).ShouldBeNull();
            if (position != positions[^1]) await reader.ReachAsync(room.Feed, LiveReader.SeqOf(positions[^1]));
            room.HeardBy(reader).Select(e => e.GetRawText()).ShouldBe(
                whole.Where(e => SeqOf(e) > LiveReader.SeqOf(position)).Select(e => e.GetRawText()), position);
        }
    }

    [Fact]
    public async Task Chat_beyond_the_bound_is_refused_at_the_door_moderation_is_not_and_what_was_taken_in_is_kept()
    {
        var store = new StubbornStore();
        await using var room = await Broadcast.OpenAsync(store.Install, "--Livestreams:LinesPerMinute", "1000000");
        var ann = await room.ViewerAsync("a-ann", "安安");
        var line = await room.SayAsync(ann, "马上会被隐藏");
        await using var reader = await room.WatchAsync(ann);
        var inflow = room.Server.Services.GetRequiredService<RoomInflow>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeAppends = gate.Task;

        // The first is under way in a call of its own; behind it the bound counts.
        var taken = Enumerable.Range(0, 1 + RoomInflow.MaxWaiting).Select(n => SendAsync(inflow, room, n)).ToList();
        (await SendAsync(inflow, room, taken.Count)).Code.ShouldBe(Codes.Overloaded);
        var hide = room.Host.PostAsync($"{room.Path}/shown/{line}/hide");
        await reader.HearAsync("signal", signal => signal.GetProperty("type").GetString() == "room.overloaded");

        gate.SetResult();
        Practice.Accepted(await hide);
        (await PassingAsync(room, Task.WhenAll(taken))).ShouldAllBe(answer => answer.IsAccepted);
    }

    private static Task<Answer> SendAsync(RoomInflow inflow, Broadcast room, int n) => inflow.SendAsync(
        new(FeedKinds.Livestream, room.Id),
        new(new($"line-{n}"), new() { Account = new("a-ann"), Role = Role.Viewer }, new PostChat($"第{n}句")),
        CancellationToken.None);

    /// <summary>Lets time pass until something has happened: a busy room rests between calls and between frames.</summary>
    private static async Task<T> PassingAsync<T>(Broadcast room, Task<T> happening)
    {
        await PassingAsync(room, (Task)happening);
        return await happening;
    }

    private static async Task PassingAsync(Broadcast room, Task happening)
    {
        while (!happening.IsCompleted)
        {
            room.Clock.Advance(FeedWatch.LongestRest);
            await room.ViewAsync();
        }
        await happening;
    }

    private static IEnumerable<JsonElement> Frames(Broadcast room, LiveReader reader) =>
        reader.Heard.Where(call => call.Target == "frame" && call.Argument.GetProperty("feed").GetString() == room.Feed).Select(call => call.Argument);

    /// <summary>Every number that a frame covered, shown or not.</summary>
    private static List<long> Covered(Broadcast room, LiveReader reader)
    {
        var covered = new List<long>();
        foreach (var frame in Frames(room, reader))
            for (var seq = frame.GetProperty("from").GetInt64(); seq <= LiveReader.SeqOf(frame.GetProperty("to").GetString()!); seq++)
                covered.Add(seq);
        return covered;
    }

    /// <summary>The position behind every event, as pages of one name it.</summary>
    private static async Task<List<string>> PositionsAsync(Broadcast room, Person person)
    {
        var positions = new List<string>();
        for (var (after, isDone) = ("0", false); !isDone;)
        {
            var page = Practice.Accepted(await person.GetAsync($"/feeds/{room.Feed}/events?limit=1&after={after}"));
            positions.Add(after = page["to"].GetString()!);
            isDone = after == page["head"].GetString();
        }
        return positions;
    }

    private static long SeqOf(JsonElement e) => e.GetProperty("seq").GetInt64();
}
