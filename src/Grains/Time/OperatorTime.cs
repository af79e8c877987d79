namespace Consult.Time;

/// <summary>
/// The operator's calendar: which day it is, and when a time of day comes next, in the configured time zone. Bound from
/// the root of the configuration, where it has the one setting <c>TimeZone</c>.
/// </summary>
public sealed record OperatorTime
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>An IANA name, such as <c>Asia/Shanghai</c>.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine knows no zone of that name.</exception>
    public string TimeZone
    {
        get => _zone.Id;
        init => _zone = TimeZoneInfo.FindSystemTimeZoneById(value);
    }

    /// <summary>The local date at a moment: what daily limits count by.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime);

    /// <summary>The local time of day at a moment.</summary>
    public TimeOnly TimeOf(DateTimeOffset moment) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime);

    /// <summary>
    /// The moment at which a local clock shows a date and time. One that a change of the clock skips is taken as if
    /// the clock had not changed; of one that comes twice, the second.
    /// </summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first moment after <paramref name="moment"/> at which a local clock shows the time of day.</summary>
    public DateTimeOffset Next(TimeOnly time, DateTimeOffset moment)
    {
        var today = At(DateOf(moment), time);
        return today > moment ? today : At(DateOf(moment).AddDays(1), time);
    }
}
