using System.Text;
using System.Text.Json;

namespace Consult.Tools.Groups;

/// <summary>
/// A member's bare socket: every byte that the server sends it is kept, and every thread that opens in the group is
/// subscribed to.
/// </summary>
internal sealed class RawReader : IAsyncDisposable
{
    private readonly RawSocket _socket;
    private readonly MemoryStream _received = new();
    private readonly HashSet<string> _threads = [];
    private readonly Dictionary<string, int> _events = [];
    private readonly Lock _gate = new();

    public RawReader() => _socket = new(TakeAsync) { TakeRecord = Keep };

    /// <summary>How many bytes were received.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _received.Length;
        }
    }

    /// <summary>Signs in, connects and subscribes to the group.</summary>
    public Task OpenAsync(HttpClient http, string account, string group, CancellationToken cancellationToken) =>
        _socket.OpenAsync(http, account, $"group/{group}", cancellationToken);

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
        await _socket.DisposeAsync();
        await _received.DisposeAsync();
    }

    private void Keep(ReadOnlyMemory<byte> record)
    {
        lock (_gate) _received.Write(record.Span);
    }

    private async Task TakeAsync(JsonElement frame)
    {
        foreach (var one in frame.GetProperty("events").EnumerateArray())
        {
            var type = one.GetProperty("type").GetString()!;
            lock (_gate) _events[type] = _events.GetValueOrDefault(type) + 1;
            if (type == "thread.opened" && one.GetProperty("body").GetProperty("thread").GetString() is { } thread && _threads.Add(thread))
                await _socket.SubscribeAsync($"thread/{thread}");
        }
    }
}
