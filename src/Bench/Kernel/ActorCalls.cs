using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>How many calls of actors a process makes in a second.</summary>
internal static class ActorCalls
{
    private const int Together = 64;
    private const int Batch = 100;
    private const int Actors = 1000;

    public static async Task<Table> MeasureAsync(string folder, TimeSpan duration)
    {
        await using var host = new ActorHost(folder);
        await Parallel.ForAsync(0, Actors, async (n, _) =>
            await host.Store.AppendAsync((await FeedMaker.OfPatientAsync(host, $"p-{n}")).Next(1)));
        var table = new Table("calls of actors", "calls/s");
        foreach (var (name, loops, actors) in new[]
        {
            ("one caller, one actor", 1, 1), ($"{Together} callers, one actor", Together, 1), ($"{Together} callers, {Actors} actors", Together, Actors),
        })
        {
            // Ending a lease that never was does nothing, so this is the price of the call alone.
            table.Add($"empty call, {name}", Text(await RunAsync(actor => host.Patient(actor).Unwatch("nobody"), loops, actors)));
            table.Add($"question about the state, {name}", Text(await RunAsync(actor => AskAsync(host, actor), loops, actors)));
        }
        return table;

        static async Task AskAsync(ActorHost host, string actor)
        {
            if ((await host.Patient(actor).View()).Value is null) throw new InvalidOperationException("A question had no answer.");
        }

        async Task<double> RunAsync(Func<string, Task> call, int loops, int actors)
        {
            await Pace.PerSecondAsync(duration / 2, loops, Work);
            return await Pace.PerSecondAsync(duration, loops, Work);

            async Task<int> Work(int loop)
            {
                for (var n = 0; n < Batch; n++) await call($"p-{((loop * Batch) + n) % actors}");
                return Batch;
            }
        }
    }
}
