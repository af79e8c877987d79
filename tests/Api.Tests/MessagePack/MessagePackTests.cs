using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Consult.Testing.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Consult.Api.Tests.Binary;

/// <summary>The hub over the official MessagePack protocol.</summary>
public sealed class MessagePackTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IInvocationBinder, IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MessagePackHubProtocol _protocol = new();
    private readonly ClientWebSocket _socket = new();
    private ReadOnlySequence<byte> _received;

    [Fact]
    public async Task What_the_hub_says_has_the_names_that_it_has_in_JSON()
    {
        var feed = $"consultation/{await fixture.Practice.BeginAsync()}";
        await ConnectAsync(fixture.Practice.Lin);
        await SendAsync(new InvocationMessage("1", "Subscribe", [feed, "0"]));
        await SendAsync(new InvocationMessage("2", "Post", [feed, "post-1", new Dictionary<string, object> { ["text"] = "还在咳" }]));

        string? posted = null;
        var texts = new List<object>();
        while (posted is null || !texts.Contains("还在咳"))
        {
            switch (await TakeAsync())
            {
                case CompletionMessage { InvocationId: "1" } answer:
                    Fields(answer.Result)["code"].ShouldBeNull();
                    break;
                case CompletionMessage { InvocationId: "2" } answer:
                    posted = (string)Fields(answer.Result)["position"];
                    break;
                case InvocationMessage { Target: "frame" } call:
                    var frame = Fields(call.Arguments[0]);
                    frame["feed"].ShouldBe(feed);
                    foreach (var body in ((object[])frame["events"]).Select(e => Fields(Fields(e)["body"])))
                        if (body.TryGetValue("text", out var text)) texts.Add(text);
                    break;
            }
        }
    }

    public Type GetReturnType(string invocationId) => typeof(object);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(object)];

    public Type GetStreamItemType(string streamId) => typeof(object);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Dictionary<object, object> Fields(object? map) => (Dictionary<object, object>)map!;

    private async Task ConnectAsync(Person person)
    {
        var ticket = Practice.Accepted(await person.PostAsync("/tickets"))["ticket"].GetString();
        await _socket.ConnectAsync(new($"ws://{fixture.Server.Url.Authority}/hub?access_token={ticket}"), None);
        await _socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, None);
        await ReceiveAsync();
        _received = _received.Slice(_received.PositionOf((byte)0x1e)!.Value).Slice(1);
    }

    private Task SendAsync(HubMessage message) =>
        _socket.SendAsync(_protocol.GetMessageBytes(message).ToArray(), WebSocketMessageType.Binary, true, None);

    private async Task<HubMessage> TakeAsync()
    {
        HubMessage? message;
        while (!_protocol.TryParseMessage(ref _received, this, out message)) await ReceiveAsync();
        return message;
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var count = (await _socket.ReceiveAsync(buffer.AsMemory(), None)).Count;
        _received = new([.. _received.ToArray(), .. buffer.AsSpan(0, count)]);
    }
}
