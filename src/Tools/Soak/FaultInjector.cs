namespace Consult.Tools.Soak;

/// <summary>How often what was hit.</summary>
/// <param name="ServerKills">Kills of the server.</param>
/// <param name="DatabaseKills">Kills of PostgreSQL.</param>
/// <param name="ServerPauses">Times the server stood still.</param>
/// <param name="DatabasePauses">Times PostgreSQL stood still.</param>
public sealed record FaultCounts(int ServerKills, int DatabaseKills, int ServerPauses, int DatabasePauses)
{
    internal FaultCounts With(Fault fault) => fault switch
    {
        { Pause: null, Target: FaultTarget.Server } => this with { ServerKills = ServerKills + 1 },
        { Pause: null } => this with { DatabaseKills = DatabaseKills + 1 },
        { Target: FaultTarget.Server } => this with { ServerPauses = ServerPauses + 1 },
        _ => this with { DatabasePauses = DatabasePauses + 1 },
    };
}

/// <summary>Does to a site what a plan says.</summary>
/// <param name="site">What is hit.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Told of every fault.</param>
internal sealed class FaultInjector(Site site, TimeProvider time, Action<string> tell)
{
    /// <summary>What was done so far.</summary>
    public FaultCounts Done { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Injects faults until it is cancelled; then the site is up, whatever was under way.</summary>
    /// <exception cref="InvalidOperationException">What was killed did not come up again.</exception>
    public async Task RunAsync(IEnumerable<Fault> plan, CancellationToken cancellationToken)
    {
        foreach (var fault in plan)
        {
            try
            {
                await Task.Delay(fault.After, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await (fault.Pause is { } pause ? PauseAsync(fault.Target, pause) : KillAsync(fault.Target));
            Done = Done.With(fault);
        }
    }

    private async Task PauseAsync(FaultTarget target, TimeSpan pause)
    {
        tell($"{target} stands still for {pause.TotalSeconds:F1} s");
        await using var paused = await (target == FaultTarget.Server ? site.PauseServerAsync() : site.Database!.PauseAsync());
        await Task.Delay(pause, time, CancellationToken.None);
    }

    private async Task KillAsync(FaultTarget target)
    {
        tell($"{target} killed");
        if (target == FaultTarget.Server)
        {
            await site.KillServerAsync();
            await site.StartServerAsync(CancellationToken.None);
        }
        else
        {
            await site.Database!.KillAsync();
            await site.Database.StartAsync();
        }
    }
}
