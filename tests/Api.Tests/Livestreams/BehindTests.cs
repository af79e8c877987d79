using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Live;
using Consult.Api.Tests.Live;
using Consult.Feeds;
using Consult.Livestreams;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Livestreams;

/// <summary>A process that has fallen farther behind a busy room than the room remembers.</summary>
public sealed class BehindTests
{
    /// <summary>More than an actor keeps for its relays.</summary>
    private const int Lines = 300;

    [Fact]
    public async Task Its_viewers_get_everything_from_the_log_and_their_access_is_read_once_for_all_of_them_and_all_of_it()
    {
        var store = new StubbornStore();
        await using var room = await Broadcast.OpenAsync(store.Install, "--Livestreams:LinesPerMinute", "1000000");
        var ann = await room.ViewerAsync("a-ann", "安安");
        LiveReader[] readers = [await room.WatchAsync(ann), await room.WatchAsync(await room.ViewerAsync("a-ben"))];
        var before = (await room.HistoryAsync(ann)).Length;

        // Its own look at everybody's access takes long, and meanwhile the room goes on.
        TaskCompletionSource asked = new(), hang = new(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeAccess = () =>
        {
            asked.TrySetResult();
            return hang.Task;
        };
        room.Clock.Advance(AccessGate.Memory);
        var relay = room.Server.Services.GetRequiredService<Relay>();
        var renewing = Task.WhenAll(Enumerable.Range(0, Relay.Portions).Select(relay.RenewAsync));
        await asked.Task;
        var inflow = room.Server.Services.GetRequiredService<RoomInflow>();
        var said = await Task.WhenAll(Enumerable.Range(0, Lines).Select(n => inflow.SendAsync(
            new(FeedKinds.Livestream, room.Id),
            new(new($"line-{n}"), new() { Account = new("a-ann"), Role = Role.Viewer }, new PostChat($"第{n}句")),
            CancellationToken.None)));
        said.ShouldAllBe(answer => answer.IsAccepted);

        var reads = 0;
        store.BeforeAccess = () =>
        {
            Interlocked.Increment(ref reads);
            return Task.CompletedTask;
        };
        hang.SetResult();
        await renewing;
        foreach (var reader in readers) await reader.ReachAsync(room.Feed, said.Max(answer => answer.Position.Seq));

        reads.ShouldBe(1);
        foreach (var reader in readers)
        {
            room.HeardBy(reader).Length.ShouldBe(before + Lines);
            await reader.DisposeAsync();
        }
    }
}
