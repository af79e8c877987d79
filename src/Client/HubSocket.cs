using System.Net.WebSockets;

namespace Consult.Client;

/// <summary>
/// A WebSocket that carries records: JSON texts, each ended by the byte 0x1E, however WebSocket messages and frames
/// cut them. One reader, any number of writers.
/// </summary>
internal sealed class HubSocket(WebSocket socket) : IDisposable
{
    private const byte EndOfRecord = 0x1E;

    // A frame is far below; what is above is not this protocol.
    private const int LongestRecord = 4 * 1024 * 1024;

    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[16 * 1024];
    private int _taken;
    private int _searched;
    private int _filled;

    /// <summary>Sends one record.</summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async Task SendAsync(byte[] json, CancellationToken cancellationToken)
    {
        var record = new byte[json.Length + 1];
        json.CopyTo(record, 0);
        record[^1] = EndOfRecord;
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(record, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next record without its end byte, valid until the next call; null when the server has closed.</summary>
    /// <exception cref="ConsultException">The record is longer than any of this protocol.</exception>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _buffer.AsSpan(_searched.._filled).IndexOf(EndOfRecord);
            if (end >= 0)
            {
                var record = _buffer.AsMemory(_taken..(_searched + end));
                _taken = _searched = _searched + end + 1;
                return record;
            }
            _searched = _filled;
            MakeRoom();
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            _filled += received.Count;
        }
    }

    /// <summary>Cuts the connection; a waiting <see cref="ReceiveAsync"/> ends.</summary>
    public void Abort() => socket.Abort();

    public void Dispose()
    {
        socket.Dispose();
        _sending.Dispose();
    }

    private void MakeRoom()
    {
        if (_filled < _buffer.Length)
            return;
        var kept = _buffer.AsSpan(_taken.._filled);
        if (kept.Length == LongestRecord)
            throw new ConsultException(ClientCodes.NotUnderstood);
        var larger = kept.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        kept.CopyTo(larger);
        _buffer = larger;
        (_filled, _searched, _taken) = (kept.Length, kept.Length, 0);
    }
}
