using System.Diagnostics;

namespace Consult.Bench.Load;

/// <summary>One consultation: two sides that post turn by turn.</summary>
internal sealed class Conversation
{
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Side[] _sides;
    private volatile bool _isRunning;

    public Conversation(string feed, Latencies latencies) => _sides = [new(this, 0, feed, latencies), new(this, 1, feed, latencies)];

    /// <summary>When the message that is on its way was posted.</summary>
    public long PostedAt { get; set; }

    /// <summary>Whether sides go on posting.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Whether a closed socket is a failure.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Ends, with an exception, when something was refused, lost, repeated or out of order.</summary>
    public Task Failure => _failure.Task;

    /// <summary>Posts that were answered so far.</summary>
    public long Messages => _sides[0].Answers + _sides[1].Answers;

    /// <summary>Messages that arrived at either side so far.</summary>
    public long Deliveries => _sides[0].Deliveries + _sides[1].Deliveries;

    /// <summary>Messages that came before the one they follow, so far.</summary>
    public long Swaps => _sides[0].Swaps + _sides[1].Swaps;

    private bool IsQuiet => _sides[0].Seen == _sides[1].Seen && _sides[0].IsAnswered && _sides[1].IsAnswered;

    /// <summary>Connects both sides.</summary>
    public async Task ConnectAsync(Func<int, Task<Uri>> hub, CancellationToken cancellationToken)
    {
        IsOpen = true;
        for (var side = 0; side < _sides.Length; side++) await _sides[side].ConnectAsync(await hub(side), cancellationToken);
    }

    /// <summary>Lets the side whose turn it is begin.</summary>
    public async Task StartAsync()
    {
        _isRunning = true;
        await _sides.First(side => side.IsNext).PostAsync();
    }

    /// <summary>Lets both sides finish what is on its way, then disconnects them.</summary>
    /// <exception cref="InvalidOperationException">Something never arrived.</exception>
    public async Task StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _isRunning = false;
        var since = Stopwatch.GetTimestamp();
        while (!IsQuiet)
        {
            if (Failure.IsCompleted) await Failure;
            if (Stopwatch.GetElapsedTime(since) > patience) throw new InvalidOperationException("A message or an answer never arrived.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }
        await CloseAsync();
    }

    /// <summary>Disconnects both sides.</summary>
    public async Task CloseAsync()
    {
        IsOpen = false;
        foreach (var side in _sides) await side.DisconnectAsync();
    }

    public void Fail(Exception failure)
    {
        _isRunning = false;
        _failure.TrySetException(failure);
    }
}
