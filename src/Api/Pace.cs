namespace Consult.Api;

/// <summary>
/// How far apart rounds of work begin whose price hardly depends on how much is in them, so that what comes meanwhile
/// shares the next round: not at all where little happens, farther the more does, up to a bound. The work itself counts:
/// a rest on top of it would leave a busy machine fewer rounds, and those who wait ever farther behind.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="longest">The longest time from the beginning of a round to that of the next.</param>
/// <param name="busy">So much a second brings that; less a shorter one in proportion.</param>
/// <param name="quiet">So much a second, or less, is served at once: a rest would gain nothing.</param>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed class Pace(TimeProvider clock, TimeSpan longest, double busy, double quiet)
{
    // A sum that fades with e^-t, t in seconds: with r a second it settles at r.
    private double _recent;
    private long _at = clock.GetTimestamp();

    /// <summary>Notes what a round held, and rests for what is left of its time.</summary>
    /// <param name="began">The clock's timestamp when the round began.</param>
    /// <param name="amount">How much it held.</param>
    public Task RestAsync(long began, double amount)
    {
        var now = clock.GetTimestamp();
        _recent = (_recent * Math.Exp(-clock.GetElapsedTime(_at, now).TotalSeconds)) + amount;
        _at = now;
        var rest = (longest * Math.Min(1, _recent / busy)) - clock.GetElapsedTime(began, now);
        return _recent <= quiet || rest <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(rest, clock);
    }
}
