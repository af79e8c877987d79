namespace Consult.Calls;

/// <summary>What an operator can change about calls. Running ones keep the numbers under which they were answered.</summary>
public sealed record CallOptions
{
    /// <summary>How long a call rings.</summary>
    public TimeSpan RingFor { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long before the minutes are used up the parties are warned.</summary>
    public TimeSpan WarnBefore { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a party may be silent before it counts as lost; clients speak up every ten seconds.</summary>
    public TimeSpan SilentFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a lost party has to come back.</summary>
    public TimeSpan ReconnectWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most minutes that a doctor adds at once.</summary>
    public int MaxExtension { get; init; } = 60;

    /// <summary>The longest that one call may last.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(4);
}
