using System.Diagnostics;

namespace Consult.Bench.Clinics;

/// <summary>What came of one rush.</summary>
/// <param name="Winners">How many have a place.</param>
/// <param name="Again">How often somebody was told to ask again, and did.</param>
/// <param name="SortedMs">How long after the beginning each had the final answer, shortest first.</param>
internal sealed record Rush(int Winners, int Again, double[] SortedMs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The time, in milliseconds, that this part of them waited at most.</summary>
    public double At(double part) => SortedMs[Math.Min(SortedMs.Length - 1, (int)Math.Ceiling(part * SortedMs.Length) - 1)];

    /// <summary>Everybody tries at the same moment, and again for as long as they are told to.</summary>
    public static async Task<Rush> RunAsync(IPlaces places, int run, int patients)
    {
        var (winners, again) = (0, 0);
        var waited = new double[patients];
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, patients).Select(patient => Task.Run(async () =>
        {
            bool? answer;
            while ((answer = await places.TryAsync(run, patient)) is null)
            {
                Interlocked.Increment(ref again);
                await Task.Delay(Pause, TimeProvider.System);
            }
            if (answer.Value) Interlocked.Increment(ref winners);
            waited[patient] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        })));
        Array.Sort(waited);
        return new(winners, again, waited);
    }
}
