using System.Net.WebSockets;
using System.Text;
using Consult.Bench.Load;

namespace Consult.Bench.Stream;

/// <summary>
/// One viewer's socket. It holds every line against the poster's last one: each must arrive once and in order.
/// </summary>
/// <param name="wire">How the server is spoken to.</param>
/// <param name="posters">How many post.</param>
/// <param name="latencies">Where the age of lines is noted; null for a viewer that is not timed.</param>
internal sealed class Viewer(Wire wire, int posters, Latencies? latencies) : IDisposable
{
    private const int Largest = 4 << 20;

    private readonly ClientWebSocket _socket = new();
    private readonly int[] _last = new int[posters];
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[8 * 1024];
    private int _filled;
    private Task _reading = Task.CompletedTask;

    /// <summary>Whether it reads nothing once it is in.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Lines received.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes received, without those of WebSocket and TCP.</summary>
    public long Bytes { get; private set; }

    /// <summary>Messages received.</summary>
    public long Frames { get; private set; }

    /// <summary>Posts without an answer.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Posts that were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>What went wrong; ends only when something did.</summary>
    public Task Failure => _failure.Task;

    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _unanswered;
    private bool _isLeaving;

    /// <summary>The number of the last line of a poster.</summary>
    public int LastOf(int poster) => _last[poster];

    /// <summary>Connects, enters the room and begins to read.</summary>
    public async Task EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(address, cancellationToken);
        for (var i = 0; i < wire.Unasked; i++) await SkipAsync(cancellationToken);
        foreach (var greeting in wire.Greetings)
        {
            await SendAsync(greeting, cancellationToken);
            await SkipAsync(cancellationToken);
        }
        if (!IsSilent) _reading = ReadAsync(cancellationToken);
    }

    /// <summary>Posts a line.</summary>
    public ValueTask PostAsync(int poster, int number, string text, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _unanswered);
        return SendAsync(wire.Post(poster, number, text), cancellationToken);
    }

    /// <summary>Leaves the room.</summary>
    public async Task LeaveAsync()
    {
        _isLeaving = true;
        _socket.Abort();
        await _reading;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private async ValueTask SendAsync(string message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true) await TakeAsync(await NextAsync(cancellationToken), cancellationToken);
        }
        catch (Exception failure)
        {
            if (!_isLeaving) _failure.TrySetException(failure);
        }
    }

    private async Task TakeAsync(int length, CancellationToken cancellationToken)
    {
        var kind = wire.Read(_buffer.AsSpan(0, length));
        if (kind == Received.Lines) TakeLines(_buffer.AsSpan(0, length));
        else if (kind == Received.Ping) await SendAsync(wire.Pong!, cancellationToken);
        else if (kind == Received.Close) throw new InvalidOperationException("The server said farewell.");
        else
        {
            if (kind == Received.Refusal) Refused++;
            Interlocked.Decrement(ref _unanswered);
        }
        Consume(length + (wire.Separator is null ? 0 : 1));
    }

    private void TakeLines(ReadOnlySpan<byte> message)
    {
        Frames++;
        while (ChatToken.TryTake(ref message, out var line))
        {
            var expected = ++_last[line.Poster];
            if (line.Number != expected)
                throw new InvalidOperationException($"Line {line.Number} of poster {line.Poster} came in the place of {expected}.");
            Lines++;
            latencies?.Delivered(line.Age);
        }
    }

    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        var length = await NextAsync(cancellationToken);
        Consume(length + (wire.Separator is null ? 0 : 1));
    }

    /// <summary>The length of the next message, which stands at the front of the buffer.</summary>
    private async ValueTask<int> NextAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            if (wire.Separator is { } separator && _buffer.AsSpan(searched, _filled - searched).IndexOf(separator) is >= 0 and var at)
                return searched + at;
            searched = _filled;
            if (_filled == _buffer.Length)
            {
                if (_filled >= Largest) throw new InvalidOperationException("A message without end.");
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The server closed the socket.");
            _filled += received.Count;
            Bytes += received.Count;
            if (wire.Separator is null && received.EndOfMessage) return _filled;
        }
    }

    private void Consume(int count)
    {
        _filled -= count;
        Buffer.BlockCopy(_buffer, count, _buffer, 0, _filled);
    }
}
