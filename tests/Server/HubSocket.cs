using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Consult.Testing.Server;

/// <summary>A plain WebSocket that speaks the hub's protocol as docs/protocol.md describes it.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const byte End = 0x1E;

    private readonly ClientWebSocket _socket;
    private readonly List<byte> _pending = [];
    private readonly List<JsonElement> _unused = [];

    private HubSocket(ClientWebSocket socket) => _socket = socket;

    /// <summary>Opens the socket of a server with a ticket.</summary>
    /// <exception cref="WebSocketException">The server refused.</exception>
    public static Task<HubSocket> OpenAsync(TestServer server, string ticket) => OpenAsync(server.Url, ticket);

    /// <inheritdoc cref="OpenAsync(TestServer, string)"/>
    public static async Task<HubSocket> OpenAsync(Uri server, string ticket)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new($"ws://{server.Authority}/hub?access_token={ticket}"), CancellationToken.None);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one message.</summary>
    public Task SendAsync(string json) =>
        _socket.SendAsync(
            (byte[])[.. Encoding.UTF8.GetBytes(json), End], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Takes the first message, received or still to come, that passes; the others stay for later.</summary>
    /// <returns>False when the socket closed first, or the patience ended; the socket is then of no more use.</returns>
    public async Task<bool> FindAsync(Func<JsonElement, bool> passes, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        var seen = 0;
        try
        {
            while (true)
            {
                for (; seen < _unused.Count; seen++)
                {
                    if (!passes(_unused[seen])) continue;
                    _unused.RemoveAt(seen);
                    return true;
                }
                if (!await ReceiveAsync(end.Token)) return false;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
        if (received.MessageType == WebSocketMessageType.Close) return false;
        foreach (var b in buffer.AsSpan(0, received.Count))
        {
            if (b != End)
            {
                _pending.Add(b);
                continue;
            }
            _unused.Add(JsonSerializer.Deserialize<JsonElement>(_pending.ToArray()));
            _pending.Clear();
        }
        return true;
    }
}
