using System.CommandLine;
using System.Security.Cryptography;
using Consult.Bench.Machine;
using Consult.Bench.Stream;
using Consult.Harness;
using Consult.Tools;
using static Consult.Bench.Figures;

namespace Consult.Bench;

/// <summary>The verb <c>livestream</c>: one room that many watch, against SignalR, plain and batched, and Socket.IO.</summary>
internal static class LivestreamBench
{
    private const int MostWarmUps = 8;
    private static readonly Scene WarmUpScene = new(200, 200, 0);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(5);

    private static readonly Option<int[]> Viewers = Many("--viewers", "Viewers of the room", [100, 1000]);
    private static readonly Option<int[]> Rates = Many("--rates", "Chat lines per second", [10, 100, 400]);
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Seconds that a run is measured", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs of each server and scene", DefaultValueFactory = _ => 1 };
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Servers whose names hold one of these: ours, plain, batched, socket",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int> Silent = new("--silent") { Description = "Further viewers that never read" };
    private static readonly Option<FileInfo> ChartFile = new("--chart") { Description = "Where a picture of it goes (SVG)" };
    private static readonly Option<DirectoryInfo> SocketIo = new("--socketio") { Description = "Folder of the Socket.IO server, its packages installed" };

    public static Command Create()
    {
        var command = new Command("livestream", "One room that many watch")
        {
            Viewers, Rates, Seconds, Runs, Only, Silent, ChartFile, SocketIo, ConsultBench.Api, ConsultBench.Peers,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("consult-bench-");
        PrivateCluster? postgres = null;
        var rooms = new List<Room>();
        try
        {
            if (PrivateCluster.IsInstalled) postgres = await PrivateCluster.CreateAsync(TimeProvider.System, 100);
            rooms.AddRange(await OpenAsync(arguments, folder.FullName, postgres, cancellationToken));
            var runs = await MeasureAsync(rooms, arguments, cancellationToken);
            StreamReport.Print(rooms, runs, arguments.GetValue(Seconds));
            if (arguments.GetValue(ChartFile) is { } file) await File.WriteAllTextAsync(file.FullName, Chart.Draw(rooms, runs), cancellationToken);
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            foreach (var room in rooms) await room.DisposeAsync();
            if (postgres is not null) await postgres.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Room>> OpenAsync(
        ParseResult arguments, string folder, PrivateCluster? postgres, CancellationToken cancellationToken)
    {
        var (api, peers) = (arguments.GetRequiredValue(ConsultBench.Api).FullName, arguments.GetRequiredValue(ConsultBench.Peers).FullName);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        // Every viewer is an account of its own that comes within seconds; posters post as fast as the scene asks.
        string[] open = ["--CommandRate:PerSecond", "100000", "--CommandRate:Burst", "100000", "--Livestreams:LinesPerMinute", "1000000"];
        var only = arguments.GetRequiredValue(Only);
        var rooms = new List<Room>();
        if (postgres is not null)
            await AddAsync("ours, postgres", ["dotnet", api, "--postgres", postgres.ConnectionString, "--MasterKey", key, .. open], Ours);
        await AddAsync("ours, sqlite", ["dotnet", api, "--data", Path.Combine(folder, "ours"), .. open], Ours);
        await AddAsync("plain SignalR", ["dotnet", peers, "limit"], address => new OpenStage(address, isSocketIo: false));
        await AddAsync("batched SignalR", ["dotnet", peers, "batched"], address => new OpenStage(address, isSocketIo: false));
        if (arguments.GetValue(SocketIo) is { } scripts)
            await AddAsync("Socket.IO", ["node", Path.Combine(scripts.FullName, "server.js")], address => new OpenStage(address, isSocketIo: true));
        return rooms;

        static IStage Ours(Uri address) => new LivestreamStage(address);

        async Task AddAsync(string name, string[] command, Func<Uri, IStage> stage)
        {
            if (only.Length > 0 && !only.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))) return;
            var server = await OwnServer.StartProgramAsync(command[0], command[1..], 0, TimeProvider.System, cancellationToken);
            rooms.Add(new(name, server, stage(server.Address)));
        }
    }

    private static async Task<Dictionary<(Room, Scene), List<StreamRun>>> MeasureAsync(
        List<Room> rooms, ParseResult arguments, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(arguments.GetValue(Seconds));
        var runs = new Dictionary<(Room, Scene), List<StreamRun>>();
        foreach (var room in rooms) await WarmUpAsync(room, duration, cancellationToken);
        var silent = arguments.GetValue(Silent);
        foreach (var viewers in arguments.GetRequiredValue(Viewers))
        {
            foreach (var rate in arguments.GetRequiredValue(Rates))
            {
                for (var round = 1; round <= arguments.GetValue(Runs); round++)
                {
                    foreach (var room in rooms)
                    {
                        var run = await room.RunAsync(new(viewers, rate, silent), duration, cancellationToken);
                        if (!runs.TryGetValue((room, new(viewers, rate, silent)), out var all)) runs[(room, new(viewers, rate, silent))] = all = [];
                        all.Add(run);
                        await Console.Error.WriteLineAsync(
                            $"{viewers} viewers, {rate}/s, {room.Name}: {Text(run.LinesPerSecond)} lines/s, {Text(run.ServerCpu, "N2")} CPU-s per million, "
                            + $"p99 {Text(run.Latency.P99)} ms, {Text(run.Frames, "N1")} frames/s, load {Text(MachineLine.Load(), "N1")}");
                    }
                }
            }
        }
        return runs;
    }

    /// <summary>Runs that do not count, until the server's code is compiled for good: until they get no cheaper.</summary>
    private static async Task WarmUpAsync(Room room, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (lowest, settled) = (double.PositiveInfinity, 0);
        for (var n = 1; n <= MostWarmUps && settled < 2; n++)
        {
            var run = await room.RunAsync(WarmUpScene, duration < LongestWarmUp ? duration : LongestWarmUp, cancellationToken);
            settled = run.ServerCpu > 0.95 * lowest ? settled + 1 : 0;
            lowest = Math.Min(lowest, run.ServerCpu);
            await Console.Error.WriteLineAsync($"warm-up {n}, {room.Name}: {Text(run.ServerCpu, "N2")} CPU-s per million");
        }
    }

    private static Option<int[]> Many(string name, string description, int[] usual) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => usual,
    };
}
