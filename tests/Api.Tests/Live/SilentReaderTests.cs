using Consult.Api.Live;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Live;

/// <summary>A client that does not read: it costs a bounded queue, then its connection; nobody else notices.</summary>
public sealed class SilentReaderTests
{
    /// <summary>What the operating system and the pipes may hold besides our queue, in messages of 12 KB.</summary>
    private const int MostMessages = 4_000;

    /// <summary>64 events made one frame; of long messages it was larger than all that may wait, so nobody could ever resume.</summary>
    [Fact]
    public async Task A_past_of_long_messages_is_cut_into_frames_that_a_connection_can_hold()
    {
        await using var server = await TestServer.StartAsync(settings: ["--CommandRate:Burst", "100000"]);
        using var practice = await Practice.OpenAsync(server);
        var feed = $"consultation/{await practice.BeginAsync()}";
        var (text, last) = (new string('医', 4_000), 0L);
        for (var n = 0; n < 60; n++)
        {
            var answer = Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{feed.Split('/')[1]}/messages", new { text }));
            last = LiveReader.SeqOf(answer["position"].GetString()!);
        }

        await using var reader = await LiveReader.OpenAsync(server, practice.Lin);
        (await reader.SubscribeAsync(feed)).ShouldBeNull();
        await reader.ReachAsync(feed, last);
    }

    [Fact]
    public async Task Whoever_does_not_read_is_disconnected_others_go_on_and_it_can_resume()
    {
        await using var server = await TestServer.StartAsync(settings: ["--CommandRate:Burst", "100000"]);
        using var practice = await Practice.OpenAsync(server);
        var feed = $"consultation/{await practice.BeginAsync()}";
        var relay = server.Services.GetRequiredService<Relay>();
        await using var silent = await LiveReader.OpenAsync(server, practice.Lin);
        (await silent.SubscribeAsync(feed)).ShouldBeNull();
        await using var doctor = await LiveReader.OpenAsync(server, practice.Wang);
        (await doctor.SubscribeAsync(feed)).ShouldBeNull();

        var (posted, last) = (0, 0L);
        var text = new string('医', 4_000);
        for (; IsConnected(relay, practice.Lin) && posted < MostMessages; posted++)
        {
            var answer = Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{feed.Split('/')[1]}/messages", new { text }));
            last = LiveReader.SeqOf(answer["position"].GetString()!);
            await doctor.ReachAsync(feed, last);
        }

        IsConnected(relay, practice.Lin).ShouldBeFalse($"after {posted} messages");
        posted.ShouldBeGreaterThan(LiveConnection.MaxQueued / (3 * text.Length), "less than its queue holds");
        await using var again = await LiveReader.OpenAsync(server, practice.Lin);
        (await again.SubscribeAsync(feed)).ShouldBeNull();
        await again.ReachAsync(feed, last);
    }

    private static bool IsConnected(Relay relay, Person person) => relay.Connected().Any(who => who.Account.Value == person.Account);
}
