using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Consult.Tools;

/// <summary>
/// An account's bare socket. No client code of ours stands between, which would mend what the server does wrong: what
/// is handed on is what was sent. It does not come back after a cut.
/// </summary>
/// <param name="takeFrame">Takes the argument of a frame, valid until it returns; called by one thread at a time.</param>
internal sealed class RawSocket(Func<JsonElement, Task> takeFrame) : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1e;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The server wants a ping every 15 seconds; it is not silent for longer than that itself.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _leaving = new();
    private Task _reading = Task.CompletedTask;
    private long _lastSent;

    /// <summary>Takes every record as it came, if set.</summary>
    public Action<ReadOnlyMemory<byte>>? TakeRecord { get; init; }

    /// <summary>Whether nothing will be received any more.</summary>
    public bool IsOver => _reading.IsCompleted;

    /// <summary>Signs in as a patient, connects and subscribes to a feed from its start.</summary>
    public async Task OpenAsync(HttpClient http, string account, string feed, CancellationToken cancellationToken)
    {
        var token = (await PostAsync(http, "sign-in", null, new { account, role = "patient" }, cancellationToken)).GetProperty("token").GetString();
        var ticket = (await PostAsync(http, "tickets", token, null, cancellationToken)).GetProperty("ticket").GetString()!;
        var scheme = http.BaseAddress!.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        await _socket.ConnectAsync(
            new($"{scheme}://{http.BaseAddress.Authority}/hub?access_token={Uri.EscapeDataString(ticket)}"), cancellationToken);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}");
        await SubscribeAsync(feed);
        _reading = ReadAsync();
    }

    /// <summary>Subscribes to a feed from its start; once open, only while a frame is taken.</summary>
    public Task SubscribeAsync(string feed) => SendAsync(
        $"{{\"type\":1,\"invocationId\":\"{feed}\",\"target\":\"Subscribe\",\"arguments\":[\"{feed}\",\"0\"]}}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _leaving.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[16 * 1024];
            var record = new MemoryStream();
            while (!_leaving.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), _leaving.Token);
                if (received.MessageType == WebSocketMessageType.Close) return;
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
            // What was received until then counts; what is missing shows in what was received.
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> record)
    {
        TakeRecord?.Invoke(record);
        using var json = JsonDocument.Parse(record);
        var message = json.RootElement;
        if (message.TryGetProperty("result", out var result) && result.GetProperty("code").ValueKind == JsonValueKind.String)
        {
            // The account was admitted, or the feed began, a moment ago.
            await Task.Delay(Pause, TimeProvider.System, _leaving.Token);
            await SubscribeAsync(message.GetProperty("invocationId").GetString()!);
        }
        if (message.TryGetProperty("target", out var target) && target.GetString() == "frame")
            await takeFrame(message.GetProperty("arguments")[0]);
        if (TimeProvider.System.GetElapsedTime(_lastSent) > PingInterval) await SendAsync("{\"type\":6}");
    }

    private Task SendAsync(string record)
    {
        _lastSent = TimeProvider.System.GetTimestamp();
        return _socket.SendAsync(
            Encoding.UTF8.GetBytes(record + (char)EndOfRecord), WebSocketMessageType.Text, endOfMessage: true, _leaving.Token);
    }

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
