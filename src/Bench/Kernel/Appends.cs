using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>How many appends a store takes in a second, held against bare batched inserts into the same tables.</summary>
internal static class Appends
{
    private const int Feeds = 256;

    public static async Task MeasureAsync(
        Table table, string name, ActorHost host, IRawTables raw, TimeSpan duration, int runs)
    {
        var makers = Enumerable.Range(0, Feeds)
            .Select(n => new FeedMaker(new(FeedKinds.Patient, $"append-{n}"), host.Keys.IntegrityKey)).ToArray();
        var rawMakers = Enumerable.Range(0, Feeds)
            .Select(n => new FeedMaker(new(FeedKinds.Patient, $"raw-{n}"), host.Keys.IntegrityKey)).ToArray();
        await raw.PrepareAsync([.. rawMakers.Select(maker => maker.Next(1))]);
        List<double> ours = [], bare = [], ratios = [];
        for (var run = 0; run <= runs; run++)
        {
            var throughStore = await Pace.PerSecondAsync(duration, Feeds, async loop =>
                await host.Store.AppendAsync(makers[loop].Next(1)) is AppendOutcome.Committed
                    ? 1
                    : throw new InvalidOperationException("An append failed."));
            var bareInserts = await Pace.PerSecondAsync(duration, 1, async _ =>
            {
                await raw.WriteAsync([.. rawMakers.Select(maker => maker.Next(1))]);
                return Feeds;
            });
            if (run == 0) continue;
            ours.Add(throughStore);
            bare.Add(bareInserts);
            ratios.Add(throughStore / bareInserts);
        }
        table.Add(name, Spread(ours), Spread(bare), Spread(ratios, "N2"));
    }
}
