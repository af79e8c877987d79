using System.Reflection;

namespace Consult.Grains.LocalHost;

/// <summary>How the host runs grains.</summary>
public sealed class LocalGrainHostOptions
{
    /// <summary>The assemblies whose grain classes are hosted.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>How many calls of one grain or observer may wait and run at a time; one more is refused.</summary>
    public int MailboxLimit { get; set; } = 10_000;

    /// <summary>
    /// How long a caller waits for an answer. It is also how long a grain may take to activate or to deactivate; then
    /// its token tells it and the host goes on without it.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may be idle before its activation ends.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the host looks for idle grains.</summary>
    public TimeSpan IdleCheckPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a stop waits for calls under way and for grains to deactivate. Keep it below the shutdown timeout of
    /// the process.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What runs the turns of grains and the calls of observers. With a scheduler of one thread and a
    /// <see cref="TimeProvider"/> of its own, a simulation decides everything that happens here.
    /// </summary>
    public TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>What carries calls to grains and observers; null lets them arrive at once.</summary>
    internal ICarrier? Carrier { get; set; }
}
