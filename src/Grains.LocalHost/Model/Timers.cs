using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of a grain; disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts the timer anew.</summary>
    /// <param name="dueTime">Time until the next tick; infinite means never.</param>
    /// <param name="period">Time from the end of one tick to the next; infinite means once.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Fixes when the timer ticks.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time until the first tick; infinite means never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one tick to the next; infinite means once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may run beside requests of the grain.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use, so that the grain does not become idle.</summary>
    public bool KeepAlive { get; init; }
}
