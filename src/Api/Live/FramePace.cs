namespace Consult.Api.Live;

/// <summary>
/// How long a feed rests after a frame. A frame costs each reader's connection about the same whatever is in it, so what
/// a busy room pays for is frames: it gets ten a second. A quiet or small one is served at once.
/// </summary>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed class FramePace(TimeProvider clock)
{
    /// <summary>The longest rest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>So many deliveries a second (events × readers) bring the longest rest; fewer a shorter one in proportion.</summary>
    public const double BusyRate = 10_000;

    /// <summary>Below this a timer costs more than it saves.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // A sum that fades with e^-t, t in seconds: with r deliveries a second it settles at r.
    private double _recent;
    private long _at = clock.GetTimestamp();

    /// <summary>Notes what a frame delivered, and rests.</summary>
    public Task RestAsync(int readers, int events)
    {
        var now = clock.GetTimestamp();
        _recent = (_recent * Math.Exp(-clock.GetElapsedTime(_at, now).TotalSeconds)) + ((double)readers * events);
        _at = now;
        var rest = Longest * Math.Min(1, _recent / BusyRate);
        return rest < Shortest ? Task.CompletedTask : Task.Delay(rest, clock);
    }
}
