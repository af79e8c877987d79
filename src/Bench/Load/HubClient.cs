using System.Net.WebSockets;
using System.Text;

namespace Consult.Bench.Load;

/// <summary>What arrives over a <see cref="HubClient"/>. Called by its reading loop alone.</summary>
internal interface IHubListener
{
    /// <summary>The answer to a call.</summary>
    ValueTask OnAnswerAsync(HubMessage answer);

    /// <summary>A message from a room.</summary>
    ValueTask OnDeliveryAsync(HubMessage delivery);
}

/// <summary>
/// A client of the JSON hub protocol that does no more than a measurement needs, so that the generator leaves the
/// machine to the server: no objects per message, no queues.
/// </summary>
internal sealed class HubClient(IHubListener listener) : IDisposable
{
    private const byte Separator = 0x1e;
    private const int BufferSize = 64 * 1024;

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[4096];
    private int _filled;

    /// <summary>Opens the socket and shakes hands.</summary>
    public async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(address, cancellationToken);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), cancellationToken);
        while (!_buffer.AsSpan(0, _filled).Contains(Separator))
            if (!await FillAsync(cancellationToken)) throw new InvalidOperationException("The server refused the handshake.");
        var end = _buffer.AsSpan(0, _filled).IndexOf(Separator) + 1;
        if (end != 3) throw new InvalidOperationException($"Handshake: {Encoding.UTF8.GetString(_buffer, 0, end - 1)}");
        Consume(end);
    }

    /// <summary>Sends finished bytes, one message or several.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Reads until the socket closes.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            int length;
            while ((length = _buffer.AsSpan(0, _filled).IndexOf(Separator)) >= 0)
            {
                var message = HubMessage.Parse(_buffer.AsSpan(0, length));
                Consume(length + 1);
                if (message.Kind == HubMessage.Answer) await listener.OnAnswerAsync(message);
                else if (message.IsDelivery) await listener.OnDeliveryAsync(message);
                else if (message.Kind is HubMessage.Close or HubMessage.Call)
                    throw new InvalidOperationException($"The server called {message.Target} or closed.");
            }
        }
        while (await FillAsync(cancellationToken));
    }

    /// <summary>Cuts the connection.</summary>
    public void Dispose() => _socket.Dispose();

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            if (_filled >= BufferSize * 16) throw new InvalidOperationException("A message without end.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
        _filled += received.Count;
        return received.MessageType != WebSocketMessageType.Close;
    }

    private void Consume(int count)
    {
        _filled -= count;
        Buffer.BlockCopy(_buffer, count, _buffer, 0, _filled);
    }
}
