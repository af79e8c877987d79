using Consult.Bench.Load;
using Consult.Bench.Machine;
using Consult.Tools;
using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>What something that does nothing costs in memory.</summary>
internal static class Memory
{
    private const int History = 3;
    private const int Together = 64;
    private const int Consultations = 100;

    /// <summary>Bytes of an actor that was loaded and now rests.</summary>
    public static async Task MeasureActorsAsync(Table table, string folder, int actors)
    {
        await using (var host = new ActorHost(folder))
        {
            await EachAsync(actors, async n =>
                await host.Store.AppendAsync((await FeedMaker.OfPatientAsync(host, $"idle-{n}")).Next(History)));
        }
        await using var fresh = new ActorHost(folder);
        await fresh.Patient("other").Standing();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await EachAsync(actors, n => fresh.Patient($"idle-{n}").View());
        var after = GC.GetTotalMemory(forceFullCollection: true);
        table.Add($"idle actor, {actors:N0} patients of {History} events: managed heap", $"{Text((after - before) / (double)actors)} B");
    }

    /// <summary>Bytes of a WebSocket that watches a consultation in which nothing is said.</summary>
    public static async Task MeasureConnectionsAsync(
        Table table, string dll, string folder, int connections, CancellationToken cancellationToken)
    {
        string[] arguments = ["--data", folder, "--CommandRate:PerSecond", "100000", "--CommandRate:Burst", "100000"];
        await using var server = await OwnServer.StartAsync(dll, new(arguments), 0, TimeProvider.System, cancellationToken);
        using var practice = new Practice(server.Address);
        await practice.OpenAsync(Consultations, cancellationToken);
        // The first hundred make the process ready; they are not counted.
        var warm = await ConnectAsync(practice, Consultations, cancellationToken);
        var before = CpuMeter.Resident(server.ProcessId);
        var counted = await ConnectAsync(practice, connections, cancellationToken);
        var after = CpuMeter.Resident(server.ProcessId);
        table.Add(
            $"idle connection, {connections:N0} WebSockets on {Consultations} consultations: resident set",
            $"{Text((after - before) / (double)connections / 1000, "N1")} KB");
        foreach (var conversation in (Conversation[])[.. warm, .. counted]) await conversation.CloseAsync();
    }

    private static async Task<Conversation[]> ConnectAsync(Practice practice, int connections, CancellationToken cancellationToken)
    {
        // Two connections each.
        var conversations = Enumerable.Range(0, connections / 2)
            .Select(n => new Conversation(practice.Feeds[n % Consultations], new Latencies())).ToArray();
        await Parallel.ForEachAsync(
            conversations.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (one, cancelled) => await one.Item.ConnectAsync(
                side => practice.HubAsync(one.Index % Consultations, side, cancelled), cancellationToken));
        return conversations;
    }

    private static Task EachAsync(int count, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (n, _) => await work(n));
}
