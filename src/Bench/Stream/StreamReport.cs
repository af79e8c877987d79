using Consult.Bench.Machine;
using static Consult.Bench.Figures;

namespace Consult.Bench.Stream;

/// <summary>Prints what was measured, scene by scene.</summary>
internal static class StreamReport
{
    /// <summary>Tables of figures and of ratios.</summary>
    public static void Print(List<Room> rooms, Dictionary<(Room Room, Scene Scene), List<StreamRun>> runs, int seconds)
    {
        Console.WriteLine(MachineLine.Describe());
        Console.WriteLine(
            $"One room; lines of 34–54 characters by 50 of the viewers; runs of {seconds} s: median (lowest–highest). Every viewer received every accepted line once and "
            + "in the order of its poster. Ours keeps every line durably; the peers keep nothing.");
        Console.WriteLine();
        var ratios = new Table("viewers, lines/s", "plain : ours", "batched : ours", "Socket.IO : ours");
        foreach (var scene in runs.Keys.Select(key => key.Scene).Distinct())
        {
            Console.WriteLine($"{scene.Viewers} viewers, {scene.Rate} lines/s");
            Console.WriteLine();
            Console.WriteLine(Figures(rooms, runs, scene));
            ratios.Add(scene.Silent == 0 ? $"{scene.Viewers}, {scene.Rate}" : $"{scene.Viewers} and {scene.Silent} silent, {scene.Rate}", Ratio("plain"), Ratio("batched"), Ratio("Socket"));

            string Ratio(string peer) => Find("ours, sqlite") is { } ours && Find(peer) is { } other
                ? Spread([.. other.Zip(ours, (a, b) => a.ServerCpu / b.ServerCpu)], "N1")
                : "–";

            List<StreamRun>? Find(string name) =>
                rooms.Find(room => room.Name.StartsWith(name, StringComparison.Ordinal)) is { } room ? runs.GetValueOrDefault((room, scene)) : null;
        }
        Console.WriteLine("CPU-seconds of the server per delivery, as ratios:");
        Console.WriteLine();
        Console.WriteLine(ratios);
    }

    private static Table Figures(List<Room> rooms, Dictionary<(Room Room, Scene Scene), List<StreamRun>> runs, Scene scene)
    {
        var table = new Table(
            "server", "lines/s", "deliveries/s", "CPU-s per million", "p50 / p99 / max ms", "frames/s", "bytes per delivery", "KB per viewer", "generator CPU-s");
        foreach (var room in rooms)
        {
            if (!runs.TryGetValue((room, scene), out var all)) continue;
            table.Add(
                room.Name, Of(run => run.LinesPerSecond), Of(run => run.DeliveriesPerSecond), Of(run => run.ServerCpu, "N2"),
                $"{Mid(run => run.Latency.P50)} / {Mid(run => run.Latency.P99)} / {Mid(run => run.Latency.Highest)}",
                Of(run => run.Frames, "N1"), Of(run => run.Bytes), Of(run => run.Memory / 1024), Of(run => run.GeneratorCpu, "N2"));

            string Of(Func<StreamRun, double> figure, string format = "N0") => Spread([.. all.Select(figure)], format);
            string Mid(Func<StreamRun, double> figure) => Text(Median(all.Select(figure)));
        }
        return table;
    }
}
