using System.Text;
using Consult.Testing.Server;
using Microsoft.Extensions.Logging;

namespace Consult.Api.Tests;

public sealed class SecretsInLogsTests
{
    /// <summary>Logs at the most talkative level of our own code, and at the framework's as the server sets it.</summary>
    [Fact]
    public async Task No_log_line_holds_a_token_a_ticket_a_name_or_a_text()
    {
        await using var server = await TestServer.StartAsync(adjust: builder =>
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Consult", LogLevel.Trace));
        using var practice = await Practice.OpenAsync(server);
        var id = await practice.BeginAsync();
        var path = $"/consultations/{id}/messages";
        Practice.Accepted(await practice.Lin.PostAsync(path, new { text = "秘密的病情" }));
        var ticket = (await practice.Lin.PostAsync("/tickets"))["ticket"].GetString()!;
        await using (var socket = await HubSocket.OpenAsync(server, ticket))
        {
            await socket.SendAsync("""{"protocol":"json","version":1}""");
            await socket.SendAsync($$"""{"type":1,"target":"Post","arguments":["consultation/{{id}}","k-1",{"text":"秘密的病情"}],"invocationId":"1"}""");
            (await socket.FindAsync(said => said.TryGetProperty("result", out _), TimeSpan.FromSeconds(30))).ShouldBeTrue();
        }
        await MisbehaveAsync(server, practice, path, ticket);
        await server.StopAsync();

        server.Logs.ShouldNotBeEmpty();
        foreach (var secret in new[] { practice.Lin.Token, practice.Wang.Token, ticket, "秘密的病情", "林小满", "咳嗽三天", "110110000000001", "1990-04-01", "not.a.token" })
            server.Logs.Where(line => line.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(secret);
        server.Logs.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty();
    }

    private static async Task MisbehaveAsync(TestServer server, Practice practice, string path, string ticket)
    {
        foreach (var body in new[] { "{\"text\": 秘密的病情}", "{\"text\": \"秘密的病情\\ud800\"}", "{\"text\": \"秘密的病情\"" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await practice.Lin.SendAsync(HttpMethod.Post, path, content, "k-2")).Status.ShouldBe(400);
        }
        using var used = await server.Http.GetAsync($"/hub?access_token={ticket}");
        using var nobody = new Person(server.Url, "a-lin", "not.a.token");
        (await nobody.GetAsync("/me")).Status.ShouldBe(401);
    }
}
