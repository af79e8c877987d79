using Consult.Api.Commands;

namespace Consult.Api.Live;

/// <summary>How many signals one account may send: the configuration section <c>SignalRate</c>.</summary>
internal sealed class SignalRateOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SignalRate";

    /// <summary>Signals per second in the long run.</summary>
    public double PerSecond { get; init; } = 20;

    /// <summary>Signals at once after a pause: a browser finds its addresses all at once.</summary>
    public int Burst { get; init; } = 200;
}

/// <summary>How many signals each account may still send. Apart from commands, so that neither uses up the other.</summary>
internal sealed class SignalRate(SignalRateOptions options, TimeProvider clock)
    : AccountRate(options.PerSecond, options.Burst, clock);
