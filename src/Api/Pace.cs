namespace Consult.Api;

/// <summary>
/// How long something rests after a round of work whose price hardly depends on how much is in it, so that what comes
/// meanwhile shares the next round: not at all where little happens, longer the more does, up to a bound.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="longest">The longest rest.</param>
/// <param name="busy">So much a second brings the longest rest; less a shorter one in proportion.</param>
/// <param name="quiet">So much a second, or less, is served at once: a rest would gain nothing.</param>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed class Pace(TimeProvider clock, TimeSpan longest, double busy, double quiet)
{
    // A sum that fades with e^-t, t in seconds: with r a second it settles at r.
    private double _recent;
    private long _at = clock.GetTimestamp();

    /// <summary>Notes what a round held, and rests.</summary>
    public Task RestAsync(double amount)
    {
        var now = clock.GetTimestamp();
        _recent = (_recent * Math.Exp(-clock.GetElapsedTime(_at, now).TotalSeconds)) + amount;
        _at = now;
        return _recent <= quiet ? Task.CompletedTask : Task.Delay(longest * Math.Min(1, _recent / busy), clock);
    }
}
