namespace Consult.Api.Commands;

/// <summary>How many commands one account may send: the configuration section <c>CommandRate</c>.</summary>
internal sealed class CommandRateOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "CommandRate";

    /// <summary>Commands per second in the long run.</summary>
    public double PerSecond { get; init; } = 20;

    /// <summary>Commands at once after a pause.</summary>
    public int Burst { get; init; } = 100;
}

/// <summary>How many commands each account may still send.</summary>
internal sealed class CommandRate(CommandRateOptions options, TimeProvider clock)
    : AccountRate(options.PerSecond, options.Burst, clock);
