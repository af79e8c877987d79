using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Consult.Tools.Groups;

/// <summary>
/// A member's bare socket: every byte that the server sends it is kept, and every thread that opens in the group is
/// subscribed to. No client code of ours stands between, so what is found in the bytes was sent.
/// </summary>
internal sealed class RawReader : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1e;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ClientWebSocket _socket = new();
    private readonly MemoryStream _received = new();
    private readonly HashSet<string> _threads = [];
    private readonly Dictionary<string, int> _events = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _leaving = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>How many bytes were received.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _received.Length;
        }
    }

    /// <summary>Signs in, connects and subscribes to the group.</summary>
    public async Task OpenAsync(HttpClient http, string account, string group, CancellationToken cancellationToken)
    {
        var token = (await PostAsync(http, "sign-in", null, new { account, role = "patient" }, cancellationToken)).GetProperty("token").GetString();
        var ticket = (await PostAsync(http, "tickets", token, null, cancellationToken)).GetProperty("ticket").GetString()!;
        await _socket.ConnectAsync(new($"ws://{http.BaseAddress!.Authority}/hub?access_token={Uri.EscapeDataString(ticket)}"), cancellationToken);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}");
        await SubscribeAsync($"group/{group}");
        _reading = ReadAsync();
    }

    /// <summary>How many events of a type were received.</summary>
    public int Count(string type)
    {
        lock (_gate) return _events.GetValueOrDefault(type);
    }

    /// <summary>Everything that was received, as text.</summary>
    public string Text()
    {
        lock (_gate) return Encoding.UTF8.GetString(_received.GetBuffer(), 0, (int)_received.Length);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _leaving.Dispose();
        await _received.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            var record = new MemoryStream();
            while (!_leaving.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), _leaving.Token);
                if (received.MessageType == WebSocketMessageType.Close) return;
                lock (_gate) _received.Write(buffer.AsSpan(0, received.Count));
                var rest = buffer.AsMemory(0, received.Count);
                for (int end; (end = rest.Span.IndexOf(EndOfRecord)) >= 0; rest = rest[(end + 1)..])
                {
                    record.Write(rest.Span[..end]);
                    await TakeAsync(record.GetBuffer().AsMemory(0, (int)record.Length));
                    record.SetLength(0);
                }
                record.Write(rest.Span);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // What was received until then counts; what is missing shows in the counts.
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> record)
    {
        using var json = JsonDocument.Parse(record);
        if (json.RootElement.TryGetProperty("result", out var result) && result.GetProperty("code").ValueKind == JsonValueKind.String)
        {
            // The member was admitted, or the thread opened, a moment ago.
            await Task.Delay(Pause, TimeProvider.System, _leaving.Token);
            await SubscribeAsync(json.RootElement.GetProperty("invocationId").GetString()!);
        }
        if (!json.RootElement.TryGetProperty("target", out var target) || target.GetString() != "frame") return;
        foreach (var one in json.RootElement.GetProperty("arguments")[0].GetProperty("events").EnumerateArray())
        {
            var type = one.GetProperty("type").GetString()!;
            lock (_gate) _events[type] = _events.GetValueOrDefault(type) + 1;
            if (type == "thread.opened" && one.GetProperty("body").GetProperty("thread").GetString() is { } thread && _threads.Add(thread))
                await SubscribeAsync($"thread/{thread}");
        }
    }

    private Task SubscribeAsync(string feed) => SendAsync(
        $"{{\"type\":1,\"invocationId\":\"{feed}\",\"target\":\"Subscribe\",\"arguments\":[\"{feed}\",\"0\"]}}");

    private Task SendAsync(string record) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(record + (char)EndOfRecord), WebSocketMessageType.Text, endOfMessage: true, _leaving.Token);

    private static async Task<JsonElement> PostAsync(
        HttpClient http, string path, string? token, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}
