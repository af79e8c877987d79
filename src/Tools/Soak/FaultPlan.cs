namespace Consult.Tools.Soak;

/// <summary>What a fault hits.</summary>
public enum FaultTarget
{
    /// <summary>The server's process.</summary>
    Server,

    /// <summary>Every process of PostgreSQL.</summary>
    Database,
}

/// <summary>One fault of a soak.</summary>
/// <param name="After">How long after the one before.</param>
/// <param name="Target">What it hits.</param>
/// <param name="Pause">How long the target stands still; null when it is killed.</param>
public sealed record Fault(TimeSpan After, FaultTarget Target, TimeSpan? Pause);

/// <summary>Which faults come when. Pure: a seed has one plan.</summary>
public static class FaultPlan
{
    private const double PauseShare = 0.4;
    private const double ShortestPause = 3;
    private const double LongestPause = 12;

    /// <summary>
    /// Endless. Kills hit the targets in turn, at a random moment of half to one and a half of the period after the one
    /// before; of ten kills, four on average are preceded by a pause of 3–12 seconds somewhere.
    /// </summary>
    /// <param name="seed">Decides everything random.</param>
    /// <param name="hasDatabase">Whether there is a database to hit.</param>
    /// <param name="killEvery">The time between two kills on average, pauses apart.</param>
    public static IEnumerable<Fault> Of(int seed, bool hasDatabase, TimeSpan killEvery)
    {
        var random = new Random(seed);
        FaultTarget[] targets = hasDatabase ? [FaultTarget.Server, FaultTarget.Database] : [FaultTarget.Server];
        for (var n = 0; ; n++)
        {
            var after = killEvery * (0.5 + random.NextDouble());
            if (random.NextDouble() < PauseShare)
            {
                var before = after * random.NextDouble();
                var pause = ShortestPause + (random.NextDouble() * (LongestPause - ShortestPause));
                yield return new(before, targets[random.Next(targets.Length)], TimeSpan.FromSeconds(pause));
                after -= before;
            }
            yield return new(after, targets[n % targets.Length], null);
        }
    }
}
