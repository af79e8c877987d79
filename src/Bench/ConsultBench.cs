using System.CommandLine;
using System.Security.Cryptography;
using Consult.Bench.Load;
using Consult.Bench.Machine;
using Consult.Harness;
using static Consult.Bench.Figures;

namespace Consult.Bench;

/// <summary>The verb <c>consult</c>: consultations at full speed, against what one writes with SignalR in an afternoon.</summary>
internal static class ConsultBench
{
    private const int PostgresConnections = 200;

    /// <summary>A busy machine may make runs cheaper and dearer for ever.</summary>
    private const int MostWarmUps = 12;

    /// <summary>Before so many messages code is not compiled for good, however alike two runs are.</summary>
    private const double WarmUpMessages = 60_000;

    private static readonly Option<int> Consultations = new("--consultations") { Description = "Consultations at once", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Seconds that a run is measured", DefaultValueFactory = _ => 8 };
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs of each server, after its warm-up", DefaultValueFactory = _ => 3 };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Servers whose names hold one of these: ours, naive, limit, postgres, sqlite",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>The server.</summary>
    public static readonly Option<FileInfo> Api = Dll("--api-dll", "Consult.Api.dll");

    /// <summary>The peers.</summary>
    public static readonly Option<FileInfo> Peers = Dll("--peers-dll", "Consult.Bench.Peers.dll");

    public static Command Create()
    {
        var command = new Command("consult", "Consultations at full speed, against plain SignalR") { Consultations, Seconds, Runs, Only, Api, Peers };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("consult-bench-");
        PrivateCluster? postgres = null;
        var contenders = new List<Contender>();
        try
        {
            if (PrivateCluster.IsInstalled) postgres = await PrivateCluster.CreateAsync(TimeProvider.System, PostgresConnections);
            else Console.WriteLine("PostgreSQL is not installed: measured without it.");
            var starts = Starts(arguments, folder.FullName, postgres);
            var consultations = arguments.GetValue(Consultations);
            foreach (var start in starts)
            {
                contenders.Add(await Contender.StartAsync(start, postgres, consultations, cancellationToken));
                await Console.Error.WriteLineAsync($"{start.Name} is ready.");
            }
            var runs = await MeasureAsync(contenders, arguments, cancellationToken);
            Print(contenders, runs, arguments);
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            foreach (var contender in contenders) await contender.DisposeAsync();
            if (postgres is not null) await postgres.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static List<ContenderStart> Starts(ParseResult arguments, string folder, PrivateCluster? postgres)
    {
        var (api, peers) = (arguments.GetRequiredValue(Api).FullName, arguments.GetRequiredValue(Peers).FullName);
        // Each account posts as fast as it can, for as long as the run takes; the rest is configured as delivered.
        string[] open = ["--CommandRate:PerSecond", "100000", "--CommandRate:Burst", "100000", "--Consultations:Directed:Rounds", "1000000000"];
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var starts = new List<ContenderStart>();
        if (postgres is not null)
            starts.Add(new("ours, postgres", api, ["--postgres", $"{postgres.ConnectionString};Search Path=ours", "--MasterKey", key, .. open], true, true));
        starts.Add(new("ours, sqlite", api, ["--data", Path.Combine(folder, "ours"), .. open], true, false));
        if (postgres is not null)
            starts.Add(new("naive, postgres", peers, ["naive", "--postgres", postgres.ConnectionString], false, true));
        starts.Add(new("naive, sqlite", peers, ["naive", "--sqlite", Path.Combine(folder, "naive.db")], false, false));
        starts.Add(new("limit", peers, ["limit"], false, false));
        var only = arguments.GetRequiredValue(Only);
        return only.Length == 0 ? starts : [.. starts.Where(start => only.Any(word => start.Name.Contains(word, StringComparison.Ordinal)))];
    }

    private static async Task<Dictionary<Contender, List<Run>>> MeasureAsync(
        List<Contender> contenders, ParseResult arguments, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(arguments.GetValue(Seconds));
        var runs = contenders.ToDictionary(contender => contender, _ => new List<Run>());
        foreach (var contender in contenders) await WarmUpAsync(contender, duration, cancellationToken);
        for (var round = 1; round <= arguments.GetValue(Runs); round++)
        {
            foreach (var contender in contenders)
            {
                var run = await contender.RunAsync(duration, cancellationToken);
                runs[contender].Add(run);
                await TellAsync($"run {round}", contender, run);
            }
        }
        return runs;
    }

    /// <summary>
    /// Runs that do not count, until the server's code is compiled for good: many messages, and two runs in a row that
    /// got no cheaper.
    /// </summary>
    private static async Task WarmUpAsync(Contender contender, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (lowest, settled, messages) = (double.PositiveInfinity, 0, 0.0);
        for (var n = 1; n <= MostWarmUps && (settled < 2 || messages < WarmUpMessages); n++)
        {
            var run = await contender.RunAsync(duration, cancellationToken);
            settled = run.ServerCpu > 0.95 * lowest ? settled + 1 : 0;
            lowest = Math.Min(lowest, run.ServerCpu);
            messages += run.MessagesPerSecond * duration.TotalSeconds;
            await TellAsync($"warm-up {n}", contender, run);
        }
    }

    private static Task TellAsync(string what, Contender contender, Run run) => Console.Error.WriteLineAsync(
        $"{what}, {contender.Name}: {Text(run.MessagesPerSecond)} messages/s, CPU {Text(run.ServerCpu)} µs a message, load {run.Load}");

    private static void Print(List<Contender> contenders, Dictionary<Contender, List<Run>> runs, ParseResult arguments)
    {
        Console.WriteLine(MachineLine.Describe());
        Console.WriteLine(
            $"{arguments.GetValue(Consultations)} consultations at once, two connections each, turn by turn; texts of 60–200 Chinese "
            + $"characters; {arguments.GetValue(Runs)} runs of {arguments.GetValue(Seconds)} s each, interleaved: median (lowest–highest).");
        var loads = runs.Values.SelectMany(all => all).Select(run => run.Load).ToArray();
        Console.WriteLine(
            $"The load average was {Text(loads.Min(), "N1")}–{Text(loads.Max(), "N1")}: above some 4, the machine was also busy with other things. "
            + "No message was lost or repeated at any receiver.");
        Console.WriteLine();
        var speed = new Table("server", "messages/s", "deliveries/s", "post to answer p50 / p99 ms", "post to other side p50 / p99 ms", "out of order, per million", "RSS MB");
        var cost = new Table("CPU ms per 1,000 messages", "server", "PostgreSQL", "both", "messages per CPU-second", "generator");
        foreach (var contender in contenders)
        {
            var all = runs[contender];
            speed.Add(
                contender.Name, Of(run => run.MessagesPerSecond), Of(run => run.DeliveriesPerSecond),
                $"{Mid(run => run.Answer.P50)} / {Mid(run => run.Answer.P99)}",
                $"{Mid(run => run.Delivery.P50)} / {Mid(run => run.Delivery.P99)}", Of(run => run.SwapsPerMillion), Of(run => run.Resident));
            cost.Add(
                contender.Name, Of(run => run.ServerCpu), all.Any(run => run.PostgresCpu > 0) ? Of(run => run.PostgresCpu) : "–",
                Of(run => run.ServerCpu + run.PostgresCpu), Of(run => run.PerCpuSecond), Of(run => run.GeneratorCpu));

            string Of(Func<Run, double> figure) => Spread([.. all.Select(figure)]);
            string Mid(Func<Run, double> figure) => Text(Median(all.Select(figure)), "N1");
        }
        Console.WriteLine(speed);
        Console.WriteLine(cost);
        PrintRatios(contenders, runs);
        Console.WriteLine(
            "Generator, server and database share the cores, so messages/s say as much of the generator as of the server. "
            + "CPU per message is the figure to compare.");
    }

    // A ratio within one round cancels what else the machine was doing.
    private static void PrintRatios(List<Contender> contenders, Dictionary<Contender, List<Run>> runs)
    {
        var table = new Table("messages per CPU-second", "ratio");
        foreach (var (ours, other) in new[]
        {
            ("ours, postgres", "naive, postgres"), ("ours, sqlite", "naive, sqlite"), ("ours, postgres", "limit"), ("ours, sqlite", "limit"),
        })
        {
            if (Named(ours) is not { } one || Named(other) is not { } two) continue;
            table.Add($"{ours} : {other}", Spread([.. runs[one].Zip(runs[two], (a, b) => a.PerCpuSecond / b.PerCpuSecond)], "N2"));
        }
        Console.WriteLine(table);

        Contender? Named(string name) => contenders.Find(contender => contender.Name == name);
    }

    private static Option<FileInfo> Dll(string name, string file) => new(name)
    {
        Description = $"Where {file} is",
        DefaultValueFactory = _ => new(Path.Combine(AppContext.BaseDirectory, file)),
    };
}
