using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Consult.Client.Tests;

/// <summary>The server's end of one connection.</summary>
internal sealed class FakeSocket(WebSocket socket) : IDisposable
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _unread = new();

    public Task Finished => _finished.Task;

    /// <summary>The next record that is no ping.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            var record = await ReceiveAnyAsync() ?? throw new EndOfStreamException("The client has closed.");
            if (!record.TryGetProperty("type", out var type) || type.GetInt32() != 6)
                return record;
        }
    }

    /// <summary>The next record, pings too; null when the client has closed or cut.</summary>
    public async Task<JsonElement?> ReceiveAnyAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var text = _unread.ToString();
            var end = text.IndexOf('\u001e', StringComparison.Ordinal);
            if (end >= 0)
            {
                _unread.Remove(0, end + 1);
                return JsonSerializer.Deserialize<JsonElement>(text[..end]);
            }
            try
            {
                using var patience = new CancellationTokenSource(Limits.Patience);
                var received = await socket.ReceiveAsync(buffer, patience.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return null;
                _unread.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }

    /// <summary>The next call, which must be this one.</summary>
    public async Task<(string? Id, JsonElement[] Arguments)> ReceiveCallAsync(string target)
    {
        var call = await ReceiveAsync();
        call.GetProperty("target").GetString().ShouldBe(target);
        return (
            call.TryGetProperty("invocationId", out var id) ? id.GetString() : null,
            [.. call.GetProperty("arguments").EnumerateArray()]);
    }

    /// <summary>Waits for a Subscribe, accepts it and returns the position asked for.</summary>
    public async Task<string> AcceptSubscribeAsync(string feed, string? code = null)
    {
        var (id, arguments) = await ReceiveCallAsync("Subscribe");
        arguments[0].GetString().ShouldBe(feed);
        var result = code is null ? """{"code":null,"head":"0"}""" : $$"""{"code":"{{code}}","head":null}""";
        await AnswerAsync(id!, result);
        return arguments[1].GetString()!;
    }

    public Task AnswerAsync(string id, string result) =>
        SendAsync($$"""{"type":3,"invocationId":"{{id}}","result":{{result}}}""");

    public Task SendFrameAsync(string feed, long from, long to, params long[] seqs) => SendAsync(Frame(feed, from, to, seqs));

    public Task SendCallAsync(string target, string argument) =>
        SendAsync($$"""{"type":1,"target":"{{target}}","arguments":[{{argument}}]}""");

    public Task SendAsync(string json) => SendRawAsync(json + "\u001e", true);

    public Task SendRawAsync(string text, bool endOfMessage) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage, CancellationToken.None);

    public static string Frame(string feed, long from, long to, params long[] seqs)
    {
        var events = seqs.Select(seq =>
            $$$"""{"seq":{{{seq}}},"type":"message.posted","at":"2030-01-01T00:00:00Z","by":null,"command":"c-{{{seq}}}","body":{"text":"第{{{seq}}}句"}}""");
        return $$$"""{"type":1,"target":"frame","arguments":[{"feed":"{{{feed}}}","from":{{{from}}},"to":"{{{Limits.Position(to)}}}","events":[{{{string.Join(',', events)}}}]}]}""";
    }

    /// <summary>Cuts without a goodbye.</summary>
    public void Cut()
    {
        socket.Abort();
        _finished.TrySetResult();
    }

    public void Dispose() => socket.Dispose();
}
