using System.Text.Json;
using System.Text.Json.Nodes;

namespace Consult.Api.Tests.Node;

/// <summary>The official SignalR client watching one feed in a process of its own; see <c>js/client.js</c>.</summary>
internal sealed class OfficialClient : IAsyncDisposable
{
    private readonly ScriptProcess _process;

    private OfficialClient(ScriptProcess process) => _process = process;

    /// <summary>Starts it and waits until it watches.</summary>
    public static async Task<OfficialClient> WatchAsync(Uri server, string account, string role, string feed)
    {
        var client = new OfficialClient(ScriptProcess.Start(
            Repository.Js, "node", "client.js", server.GetLeftPart(UriPartial.Authority), account, role, feed));
        await client.FindAsync("subscribed", subscribed => Text(subscribed, "from") == "0");
        return client;
    }

    /// <summary>The numbers of all events that it was shown, in their order.</summary>
    public IEnumerable<long> Seen => Printed("event").Select(shown => shown["seq"]!.GetValue<long>());

    /// <summary>What it printed under a name, as far as it has been read.</summary>
    public IEnumerable<JsonNode> Printed(string name) => _process.Lines.Select(line => Read(line, name)).OfType<JsonNode>();

    /// <summary>Gives an order.</summary>
    public Task OrderAsync(object order) => _process.WriteAsync(JsonSerializer.Serialize(order));

    /// <summary>The first thing printed under a name, already or yet to come, that passes.</summary>
    public async Task<JsonNode> FindAsync(string name, Func<JsonNode, bool> passes) =>
        Read(await _process.FindAsync(line => Read(line, name) is { } printed && passes(printed)), name)!;

    /// <summary>The event of a message, which it has been shown or will be.</summary>
    public Task<JsonNode> FindMessageAsync(string text) => FindAsync("event", shown => Text(shown["body"]!, "text") == text);

    /// <summary>Ends it in good order.</summary>
    public async Task StopAsync() => (await _process.EndAsync()).ShouldBe(0);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>A member that is text.</summary>
    public static string? Text(JsonNode of, string member) => of[member]?.GetValue<string>();

    private static JsonNode? Read(string line, string name) => JsonNode.Parse(line)![name];
}
