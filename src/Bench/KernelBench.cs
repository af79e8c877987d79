using System.CommandLine;
using System.Security.Cryptography;
using Consult.Bench.Kernel;
using Consult.Bench.Machine;
using Consult.Harness;
using Npgsql;

namespace Consult.Bench;

/// <summary>The verb <c>kernel</c>: the parts under a consultation, one by one.</summary>
internal static class KernelBench
{
    private const int PostgresConnections = 100;

    private static readonly Option<int> Seconds = new("--seconds") { Description = "Seconds that a figure is measured", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs of the stores, after a warm-up", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Actors = new("--actors") { Description = "Idle actors", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Connections = new("--connections") { Description = "Idle connections", DefaultValueFactory = _ => 2_000 };
    private static readonly Option<int> Events = new("--events") { Description = "Events of the long feed", DefaultValueFactory = _ => 100_000 };

    public static Command Create()
    {
        var command = new Command("kernel", "The parts under a consultation, one by one")
        {
            Seconds, Runs, Actors, Connections, Events, ConsultBench.Api, ConsultBench.Peers,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("consult-bench-");
        var duration = TimeSpan.FromSeconds(arguments.GetValue(Seconds));
        try
        {
            Console.WriteLine($"{MachineLine.Describe()}; load average at the start {Figures.Text(MachineLine.Load(), "N1")}");
            Console.WriteLine();
            Console.WriteLine(await ActorCalls.MeasureAsync(Folder("calls"), duration));
            Console.WriteLine(await AppendsAsync(Folder, duration, arguments.GetValue(Runs)));
            Console.WriteLine(await LongFeeds.MeasureAsync(Folder("long"), arguments.GetValue(Events)));
            Console.WriteLine(await Grabs.MeasureAsync(Folder("grabs")));
            Console.WriteLine(await GroupSizes.MeasureAsync(Folder("groups")));
            var memory = new Table("memory", "each");
            await Memory.MeasureActorsAsync(memory, Folder("actors"), arguments.GetValue(Actors));
            var api = arguments.GetRequiredValue(ConsultBench.Api).FullName;
            await Memory.MeasureConnectionsAsync(memory, api, Folder("server"), arguments.GetValue(Connections), cancellationToken);
            Console.WriteLine(memory);
            Console.WriteLine($"Load average at the end {Figures.Text(MachineLine.Load(), "N1")}.");
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Folder(string name) => Path.Combine(folder.FullName, name);
    }

    private static async Task<Table> AppendsAsync(Func<string, string> folder, TimeSpan duration, int runs)
    {
        var table = new Table("256 feeds, one append each in flight", "appends/s through the store", "bare inserts, batches of 256", "ratio");
        await using (var tables = new ActorHost(folder("raw"))) _ = tables.Store;
        await using (var host = new ActorHost(folder("appends")))
        {
            using var raw = new RawSqlite(Path.Combine(folder("raw"), "consult.db"));
            await Appends.MeasureAsync(table, "SQLite", host, raw, duration, runs);
        }
        if (!PrivateCluster.IsInstalled) return table;
        await using var postgres = await PrivateCluster.CreateAsync(TimeProvider.System, PostgresConnections);
        var address = $"{postgres.ConnectionString};Search Path=appends";
        await using (var host = new ActorHost("", address, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))))
        {
            _ = host.Store;
            await using var source = NpgsqlDataSource.Create($"{address};Max Auto Prepare=10");
            await using var connection = await source.OpenConnectionAsync();
            await Appends.MeasureAsync(table, "PostgreSQL", host, new RawPostgres(connection), duration, runs);
        }
        return table;
    }
}
