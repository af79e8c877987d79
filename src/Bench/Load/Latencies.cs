namespace Consult.Bench.Load;

/// <summary>Times of one measurement. Counted in buckets of a twentieth, so that measuring costs nothing.</summary>
internal sealed class Latencies
{
    // A bucket is 5 % wide: from 10 µs, 320 buckets reach past a minute.
    private const double Smallest = 10e-6;
    private static readonly double Width = Math.Log(1.05);

    private long[] _answers = new long[320];
    private long[] _deliveries = new long[320];

    /// <summary>A post was answered.</summary>
    public void Answered(TimeSpan after) => Count(_answers, after);

    /// <summary>A message arrived at the other side.</summary>
    public void Delivered(TimeSpan after) => Count(_deliveries, after);

    /// <summary>Takes what was counted since the last time.</summary>
    public (Quantiles Answers, Quantiles Deliveries) Take() =>
        (new(Interlocked.Exchange(ref _answers, new long[320])), new(Interlocked.Exchange(ref _deliveries, new long[320])));

    private static void Count(long[] buckets, TimeSpan after) =>
        Interlocked.Increment(ref buckets[Math.Clamp((int)(Math.Log(after.TotalSeconds / Smallest) / Width), 0, buckets.Length - 1)]);

    /// <summary>What was counted.</summary>
    internal readonly struct Quantiles(long[] buckets)
    {
        /// <summary>The time, in milliseconds, that this part of them took at most.</summary>
        public double At(double part)
        {
            var wanted = part * buckets.Sum();
            long passed = 0;
            for (var i = 0; i < buckets.Length; i++)
                if ((passed += buckets[i]) >= wanted && passed > 0)
                    return 1000 * Smallest * Math.Exp((i + 0.5) * Width);
            return double.NaN;
        }
    }
}
