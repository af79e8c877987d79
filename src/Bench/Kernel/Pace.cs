using System.Diagnostics;

namespace Consult.Bench.Kernel;

/// <summary>Runs work in closed loops for a while and counts.</summary>
internal static class Pace
{
    /// <summary>What each of so many pieces of work took, one after the other, in milliseconds.</summary>
    public static async Task<(double Time, double Cpu)> EachAsync(int times, Func<int, Task> work)
    {
        var (cpu, since) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var n = 0; n < times; n++) await work(n);
        var took = Stopwatch.GetElapsedTime(since);
        return (took.TotalMilliseconds / times, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times);
    }

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
