using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>What one side receives live of one consultation.</summary>
internal sealed class LiveView : IAsyncDisposable
{
    private readonly FeedSubscription _subscription;
    private readonly Side _side;
    private readonly AcknowledgedLedger _ledger;
    private readonly Lock _gate = new();
    private readonly List<SeenEvent> _events = [];
    private readonly List<FeedPosition> _positions = [];
    private readonly HashSet<string> _types = [];
    private readonly Task _reading;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveView(LiveConnection connection, string consultation, Side side, AcknowledgedLedger ledger)
    {
        _subscription = connection.Subscribe($"consultation/{consultation}", FeedPosition.Start);
        (_side, _ledger) = (side, ledger);
        _reading = ReadAsync();
    }

    /// <summary>Waits until everything up to a number was received.</summary>
    /// <exception cref="ConsultException">The server refused the feed.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public Task ReachAsync(long seq, CancellationToken cancellationToken) =>
        UntilAsync(() => _positions is [.., var last] && last.Seq >= seq, cancellationToken);

    /// <summary>Waits until an event of a type was received.</summary>
    /// <exception cref="ConsultException">The server refused the feed.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public Task HearAsync(string type, CancellationToken cancellationToken) =>
        UntilAsync(() => _types.Contains(type), cancellationToken);

    public View ToView(string consultation)
    {
        lock (_gate)
            return new(consultation, $"{_side} live", [.. _events], [.. _positions]);
    }

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (isSo())
                    return;
                moved = _moved.Task;
            }
            await Task.WhenAny(moved, _reading).WaitAsync(cancellationToken);
            if (_reading.IsCompleted)
            {
                await _reading;
                throw new ConsultException(ClientCodes.NoAnswer);
            }
        }
    }

    private async Task ReadAsync()
    {
        await foreach (var item in _subscription)
        {
            lock (_gate)
            {
                Take(item);
                _moved.TrySetResult();
                _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Take(FeedItem item)
    {
        if (item is not FeedFrame frame)
        {
            _events.Clear();
            _positions.Clear();
            _types.Clear();
            return;
        }
        foreach (var one in frame.Events)
        {
            _events.Add(Seen.Of(one));
            _types.Add(one.Type);
            // Its author saw it before it was sent; the other side's screen is what counts.
            if (one.Type == Seen.Message && one.Command is not null && (one.By?.Role == "doctor") != (_side == Side.Doctor))
                _ledger.Delivered(one.Command);
        }
        _positions.Add(frame.To);
    }
}

/// <summary>Events as the comparison sees them.</summary>
public static class Seen
{
    /// <summary>The type of what people say to each other.</summary>
    public const string Message = "message.posted";

    /// <summary>An event as it is compared.</summary>
    /// <remarks>Automatic text stands under the command of the message that called for it, and is not that message.</remarks>
    public static SeenEvent Of(FeedEvent one) => new(one.Seq, one.Command, one.Type == Message ? one.Text("text") : null);
}
