using System.Text;
using System.Text.Json;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Docs;

/// <summary>docs/protocol.md is true: its examples are run from top to bottom against a fresh server.</summary>
public sealed class ProtocolDocTests
{
    private readonly DocNames _names = new();

    [Fact]
    public async Task The_examples_of_the_protocol_run_from_top_to_bottom()
    {
        var document = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "protocol.md"));
        var examples = DocExample.ReadAll(document);
        examples.Count(example => example.Kind == "http").ShouldBeGreaterThan(10);
        examples.Count(example => example.Kind == "ws").ShouldBeGreaterThan(0);

        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < examples.Count; i++)
        {
            if (examples[i].Kind == "ws")
            {
                await RunSocketAsync(server, examples[i]);
                continue;
            }
            examples[i].Kind.ShouldBe("http", $"line {examples[i].Line}: nothing was asked");
            examples[i + 1].Kind.ShouldBe("json", $"line {examples[i].Line}: no answer is shown");
            await RunRequestAsync(server, examples[i], examples[++i]);
        }
    }

    private async Task RunRequestAsync(TestServer server, DocExample asked, DocExample shown)
    {
        var head = asked.Lines.TakeWhile(line => line.Length > 0).Select(_names.Fill).ToArray();
        var body = _names.Fill(string.Join('\n', asked.Lines.Skip(head.Length + 1)));
        var target = head[0].Split(' ');
        using var request = new HttpRequestMessage(new(target[0]), target[1]);
        foreach (var header in head.Skip(1).Select(line => line.Split(": ", 2)))
            request.Headers.TryAddWithoutValidation(header[0], header[1]);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await server.Http.SendAsync(request);
        var said = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ToString().ShouldBe(shown.Argument, $"line {asked.Line}: {said}");
        if (shown.Lines.Length == 0)
        {
            said.ShouldBeEmpty($"line {shown.Line}");
            return;
        }
        var expected = JsonSerializer.Deserialize<JsonElement>(string.Join('\n', shown.Lines));
        JsonMatch.Compare(expected, JsonSerializer.Deserialize<JsonElement>(said), _names)
            .ShouldBeNull($"line {shown.Line}: {said}");
    }

    private async Task RunSocketAsync(TestServer server, DocExample example)
    {
        await using var socket = await HubSocket.OpenAsync(server, _names.Fill(example.Argument));
        foreach (var line in example.Lines)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await socket.SendAsync(_names.Fill(line[2..]));
            else await ExpectAsync(socket, JsonSerializer.Deserialize<JsonElement>(line[2..]), example.Line, line);
        }
    }

    // Calls and frames are not ordered among each other, so what came early waits for its line.
    private async Task ExpectAsync(HubSocket socket, JsonElement shown, int at, string line)
    {
        var found = await socket.FindAsync(said => JsonMatch.Compare(shown, said, _names) is null, TimeSpan.FromSeconds(30));
        found.ShouldBeTrue($"line {at}: never received: {line}");
    }
}
