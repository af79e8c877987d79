using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Consult.Bench.Load;

/// <summary>
/// One party of a conversation and its connection. It posts when it has seen the other's message and the answer to its
/// own last one, so as fast as the server answers; and it holds every message against the one before.
/// </summary>
internal sealed class Side(Conversation conversation, int number, string feed, Latencies latencies) : IHubListener, IDisposable
{
    private const long SubscribeCall = -1;

    private readonly byte[] _post = Encoding.UTF8.GetBytes($",\"target\":\"Post\",\"arguments\":[\"{feed}\",\"");
    private readonly ArrayBufferWriter<byte> _out = new(2048);
    private HubClient? _client;
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource _ready = new();
    private string _position = "0";
    private string? _head;
    private long _posted;
    private long _early;
    private long _postedAt;

    /// <summary>Answers to posts so far.</summary>
    public long Answers { get; private set; }

    /// <summary>Messages received so far, its own included.</summary>
    public long Deliveries { get; private set; }

    /// <summary>How often a message came before the one it follows; a server that keeps an order never does that.</summary>
    public long Swaps { get; private set; }

    /// <summary>Up to where it has received every message.</summary>
    public long Seen { get; private set; }

    /// <summary>Whether nothing it posted is without an answer.</summary>
    public bool IsAnswered { get; private set; } = true;

    /// <summary>Connects and catches up.</summary>
    public async Task ConnectAsync(Uri hub, CancellationToken cancellationToken)
    {
        _client = new(this);
        (_head, _ready) = (null, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _client.ConnectAsync(hub, cancellationToken);
        _reading = ReadAsync(cancellationToken);
        var call = $"{{\"type\":1,\"invocationId\":\"{SubscribeCall}\",\"target\":\"Subscribe\",\"arguments\":[\"{feed}\",\"{_position}\"]}}\u001e";
        await _client.SendAsync(Encoding.UTF8.GetBytes(call), cancellationToken);
        await await Task.WhenAny(_ready.Task, conversation.Failure).WaitAsync(cancellationToken);
    }

    /// <summary>Whether the next message is this side's: odd ones are side 1's, even ones side 0's.</summary>
    public bool IsNext => Seen % 2 != number;

    /// <summary>Disconnects; what it knows it keeps.</summary>
    public async Task DisconnectAsync()
    {
        _client?.Dispose();
        await _reading;
        _client = null;
    }

    /// <summary>Posts the next message.</summary>
    public ValueTask PostAsync()
    {
        var n = _posted = Seen + 1;
        IsAnswered = false;
        _out.ResetWrittenCount();
        _out.Write("{\"type\":1,\"invocationId\":\""u8);
        Write(n);
        _out.Write("\""u8);
        _out.Write(_post);
        Write(n);
        _out.Write("\",{\"text\":\""u8);
        Write(n);
        _out.Write(" "u8);
        _out.Write(Payloads.All[(n + number) % Payloads.All.Length]);
        _out.Write("\"}]}\u001e"u8);
        conversation.PostedAt = _postedAt = Stopwatch.GetTimestamp();
        return _client!.SendAsync(_out.WrittenMemory, CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask OnAnswerAsync(HubMessage answer)
    {
        if (answer.Refusal is { } refusal) throw new InvalidOperationException($"A call was refused: {refusal}.");
        if (answer.Invocation == SubscribeCall)
        {
            _head = answer.To ?? "0";
            NoteReady();
            return default;
        }
        latencies.Answered(Stopwatch.GetElapsedTime(_postedAt));
        Answers++;
        IsAnswered = true;
        return MayPost() ? PostAsync() : default;
    }

    /// <inheritdoc/>
    public ValueTask OnDeliveryAsync(HubMessage delivery)
    {
        if (delivery.To is { } to)
        {
            if (delivery.From != HubMessage.SeqOf(_position) + 1) throw new InvalidOperationException("A frame does not follow on the one before.");
            _position = to;
        }
        if (delivery.Count > 0) Receive(delivery);
        NoteReady();
        return delivery.Count > 0 && MayPost() ? PostAsync() : default;
    }

    public void Dispose() => _client?.Dispose();

    // Where answers overtake deliveries, its own last message has yet to arrive.
    private bool MayPost() => conversation.IsRunning && IsAnswered && IsNext && Seen > _posted;

    private void Receive(HubMessage delivery)
    {
        Deliveries += delivery.Count;
        // Two hub calls of plain SignalR that send to one group race: the answer to a message may come before it.
        // A client that shows a conversation has to wait for the one that is missing.
        if (delivery.To is null && _early == 0 && delivery.First == Seen + 2)
        {
            _early = delivery.First;
            Swaps++;
            return;
        }
        if (!delivery.IsInOrder || delivery.First != Seen + 1) throw new InvalidOperationException($"Message {delivery.First} came after {Seen}.");
        Seen += delivery.Count;
        if (_early == Seen + 1) (Seen, _early) = (_early, 0);
        if (IsNext) latencies.Delivered(Stopwatch.GetElapsedTime(conversation.PostedAt));
    }

    private void NoteReady()
    {
        if (_head is { } head && HubMessage.SeqOf(_position) >= HubMessage.SeqOf(head)) _ready.TrySetResult();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var client = _client!;
        try
        {
            await client.ReadAsync(cancellationToken);
            conversation.Fail(new InvalidOperationException("The server closed the connection."));
        }
        catch (Exception failure)
        {
            if (conversation.IsOpen) conversation.Fail(failure);
        }
    }

    private void Write(long value)
    {
        var span = _out.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        _out.Advance(written);
    }
}
