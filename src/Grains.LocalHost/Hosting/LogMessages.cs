using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>Everything this host logs: events 1000 to 1099. Never arguments or results of calls.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1000, LogLevel.Information, "The local grain host runs {Classes} grain classes.")]
    public static partial void Started(this ILogger log, int classes);

    [LoggerMessage(1001, LogLevel.Error, "Grain {Grain} could not be activated.")]
    public static partial void ActivationFailed(this ILogger log, GrainId grain, Exception failure);

    [LoggerMessage(1002, LogLevel.Error, "Grain {Grain} failed while it was deactivated.")]
    public static partial void DeactivationFailed(this ILogger log, GrainId grain, Exception failure);

    [LoggerMessage(1003, LogLevel.Error, "A timer tick of grain {Grain} failed; the timer goes on.")]
    public static partial void TickFailed(this ILogger log, GrainId grain, Exception failure);

    [LoggerMessage(1004, LogLevel.Warning, "The one-way call {Method} of {Target} failed.")]
    public static partial void OneWayCallFailed(this ILogger log, string method, GrainId target, Exception failure);

    [LoggerMessage(1005, LogLevel.Information, "The local grain host has stopped.")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(
        1006,
        LogLevel.Warning,
        "The local grain host gave up on {Calls} calls under way and {Activations} activations to stop in time.")]
    public static partial void StoppedEarly(this ILogger log, int calls, int activations);
}
