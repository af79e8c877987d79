namespace Consult.Time;

/// <summary>
/// The hours of the night in which nobody is on call for quick consultations. They may run over midnight; equal ends
/// mean that there are none.
/// </summary>
public sealed record QuietHours
{
    /// <summary>The first moment that is quiet, by the operator's clock.</summary>
    public TimeOnly From { get; init; } = new(23, 0);

    /// <summary>The first moment that is open again.</summary>
    public TimeOnly To { get; init; } = new(7, 0);

    /// <summary>When the quiet hours under way end; null when it is open.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now, OperatorTime time) =>
        From != To && time.TimeOf(now).IsBetween(From, To) ? time.Next(To, now) : null;
}
