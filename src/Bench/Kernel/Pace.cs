using System.Diagnostics;

namespace Consult.Bench.Kernel;

/// <summary>Runs work in closed loops for a while and counts.</summary>
internal static class Pace
{
    /// <summary>How often per second <paramref name="work"/> was done by so many loops at once.</summary>
    public static async Task<double> PerSecondAsync(TimeSpan duration, int loops, Func<int, Task<int>> work)
    {
        var counts = new long[loops];
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(since) < duration) counts[loop] += await work(loop);
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
