using System.Net.WebSockets;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Node;

/// <summary>The official SignalR client, unchanged, against the real server: what docs/protocol.md promises it.</summary>
public sealed class OfficialClientTests
{
    [NodeFact]
    public async Task The_official_client_posts_through_the_hub_and_hears_both_sides()
    {
        await using var server = await TestServer.StartAsync();
        using var practice = await Practice.OpenAsync(server);
        var consultation = await practice.BeginAsync();
        await using var client = await OfficialClient.WatchAsync(server.Url, "a-lin", "patient", $"consultation/{consultation}");

        await client.OrderAsync(new { post = "夜里咳得厉害", id = "from-the-hub" });
        var posted = await client.FindAsync("posted", _ => true);
        posted["code"].ShouldBeNull();
        var own = await client.FindMessageAsync("夜里咳得厉害");
        OfficialClient.Text(own, "command").ShouldBe("from-the-hub");
        OfficialClient.Text(posted, "position")!.ShouldStartWith($"{own["seq"]}.");

        await SayAsync(practice.Wang, consultation, "体温多少？");
        OfficialClient.Text((await client.FindMessageAsync("体温多少？"))["by"]!, "role").ShouldBe("doctor");
        await client.StopAsync();
        ShouldBeComplete(client);
    }

    [NodeFact]
    public async Task Cut_off_it_resumes_from_its_position_and_misses_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var practice = await Practice.OpenAsync(server);
        var consultation = await practice.BeginAsync();
        await using var client = await OfficialClient.WatchAsync(server.Url, "a-lin", "patient", $"consultation/{consultation}");
        await SayAsync(practice.Wang, consultation, "体温多少？");
        await client.FindMessageAsync("体温多少？");

        await client.OrderAsync(new { hold = true, cut = true });
        var position = (await client.FindAsync("reconnecting", _ => true)).GetValue<string>();
        await SayAsync(practice.Wang, consultation, "有没有痰？");
        await SayAsync(practice.Wang, consultation, "什么颜色？");
        await client.OrderAsync(new { go = true });

        await ShouldResumeAsync(client, position);
        await client.FindMessageAsync("什么颜色？");
        await SayAsync(practice.Wang, consultation, "多喝水。");
        await client.FindMessageAsync("多喝水。");
        await client.StopAsync();
        ShouldBeComplete(client);
    }

    [NodeFact]
    public async Task It_outlives_a_restart_of_the_server()
    {
        var before = await TestServer.StartAsync();
        await using var _ = before;
        using var practice = await Practice.OpenAsync(before);
        var consultation = await practice.BeginAsync();
        await using var client = await OfficialClient.WatchAsync(before.Url, "a-lin", "patient", $"consultation/{consultation}");

        await client.OrderAsync(new { hold = true, post = "我在", id = "held" });
        await client.FindMessageAsync("我在");
        await before.StopAsync();
        OfficialClient.Text(await client.FindAsync("bye", _ => true), "code").ShouldBe("busy");
        var position = (await client.FindAsync("reconnecting", _ => true)).GetValue<string>();

        await using var after = await TestServer.StartAsync(data: before.Data, settings: ["--urls", before.Url.ToString()]);
        using var wang = await Person.SignInAsync(after, "a-wang", "doctor");
        await SayAsync(wang, consultation, "您还在吗？");
        await client.OrderAsync(new { go = true });

        await ShouldResumeAsync(client, position);
        await client.FindMessageAsync("您还在吗？");
        await client.StopAsync();
        ShouldBeComplete(client);
    }

    [NodeFact]
    public async Task It_comes_back_after_a_goodbye()
    {
        var clock = new VirtualClock();
        await using var server = await TestServer.StartAsync(clock);
        using var practice = await Practice.OpenAsync(server);
        var consultation = await practice.BeginAsync();
        await using var client = await OfficialClient.WatchAsync(server.Url, "a-lin", "patient", $"consultation/{consultation}");
        await client.FindAsync("event", shown => OfficialClient.Text(shown, "type") == "consultation.accepted");

        // To the look that finds the sign-in over and not beyond: the patience with a socket that does not take its
        // goodbye, two seconds, runs by the same clock.
        clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));
        OfficialClient.Text(await client.FindAsync("bye", _ => true), "code").ShouldBe("unauthenticated");

        var position = (await client.FindAsync("reconnecting", _ => true)).GetValue<string>();
        await ShouldResumeAsync(client, position);
        using var wang = await Person.SignInAsync(server, "a-wang", "doctor");
        await SayAsync(wang, consultation, "早上好。");
        await client.FindMessageAsync("早上好。");
        await client.StopAsync();
        ShouldBeComplete(client);
    }

    /// <summary>Programs, unlike browsers, can set headers on a WebSocket, and there the SignalR clients put the ticket.</summary>
    [Fact]
    public async Task A_ticket_opens_the_socket_from_a_header_too_and_only_once()
    {
        await using var server = await TestServer.StartAsync();
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        var ticket = Practice.Accepted(await lin.PostAsync("/tickets"))["ticket"].GetString();

        using var first = new ClientWebSocket();
        first.Options.SetRequestHeader("Authorization", $"Bearer {ticket}");
        await first.ConnectAsync(new($"ws://{server.Url.Authority}/hub"), CancellationToken.None);
        first.State.ShouldBe(WebSocketState.Open);

        using var second = new ClientWebSocket();
        second.Options.SetRequestHeader("Authorization", $"Bearer {ticket}");
        await Should.ThrowAsync<WebSocketException>(
            () => second.ConnectAsync(new($"ws://{server.Url.Authority}/hub"), CancellationToken.None));

        using var withToken = new ClientWebSocket();
        withToken.Options.SetRequestHeader("Authorization", $"Bearer {lin.Token}");
        await Should.ThrowAsync<WebSocketException>(
            () => withToken.ConnectAsync(new($"ws://{server.Url.Authority}/hub"), CancellationToken.None));
    }

    private static async Task SayAsync(Person who, string consultation, string text) =>
        Practice.Accepted(await who.PostAsync($"/consultations/{consultation}/messages", new { text }));

    private static async Task ShouldResumeAsync(OfficialClient client, string position)
    {
        var resumed = await client.FindAsync("subscribed", subscribed => OfficialClient.Text(subscribed, "from") == position);
        resumed["code"].ShouldBeNull();
    }

    private static void ShouldBeComplete(OfficialClient client)
    {
        var seen = client.Seen.ToArray();
        seen.ShouldBe(Enumerable.Range(1, seen.Length).Select(n => (long)n));
        client.Printed("gap").ShouldBeEmpty();
    }
}
