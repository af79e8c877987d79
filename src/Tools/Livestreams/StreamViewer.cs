using System.Collections.Concurrent;
using System.Text.Json;
using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>Somebody who watches on a bare socket, and may write.</summary>
internal sealed class StreamViewer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly RawSocket _socket;
    private readonly StreamLedger _ledger;
    private readonly ConcurrentDictionary<StreamEvent, StreamEvent> _pool;
    private readonly List<StreamFrame> _frames = [];
    private readonly Lock _gate = new();

    /// <param name="self">The account.</param>
    /// <param name="ledger">Where deliveries are noted.</param>
    /// <param name="pool">Events that viewers share, so that what all received is held once.</param>
    public StreamViewer(Participant self, StreamLedger ledger, ConcurrentDictionary<StreamEvent, StreamEvent> pool)
    {
        _socket = new(TakeAsync);
        (Self, _ledger, _pool) = (self, ledger, pool);
    }

    /// <summary>The account.</summary>
    public Participant Self { get; }

    /// <summary>Starts to watch from the first event.</summary>
    public Task OpenAsync(HttpClient http, string livestream, CancellationToken cancellationToken) =>
        _socket.OpenAsync(http, Self.Account, $"livestream/{livestream}", cancellationToken);

    /// <summary>Whether everything up to a number was received, or nothing more will be.</summary>
    public bool IsDone(long head)
    {
        lock (_gate) return _socket.IsOver || (_frames is [.., var last] && last.To.Seq >= head);
    }

    /// <summary>What was received until now.</summary>
    public StreamView ToView()
    {
        lock (_gate) return new(Self.Account, [.. _frames]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private Task TakeAsync(JsonElement frame)
    {
        var received = frame.Deserialize<FeedFrame>(Json)!;
        var events = received.Events.Select(StreamEvent.Of).Select(one => _pool.GetOrAdd(one, one)).ToList();
        foreach (var one in events.Where(one => one.Shows == one.Seq && one.Command is not null)) _ledger.Delivered(one.Command!);
        lock (_gate) _frames.Add(new(received.From, received.To, events));
        return Task.CompletedTask;
    }
}
