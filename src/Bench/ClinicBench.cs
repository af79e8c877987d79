using System.CommandLine;
using System.Security.Cryptography;
using Consult.Bench.Clinics;
using Consult.Bench.Kernel;
using Consult.Bench.Machine;
using Consult.Harness;
using static Consult.Bench.Figures;

namespace Consult.Bench;

/// <summary>The verb <c>clinic</c>: thousands of patients come at once for the places of a free clinic.</summary>
internal static class ClinicBench
{
    private const int PostgresConnections = 100;

    private static readonly Option<int> Patients = new("--patients") { Description = "Patients who come at once", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Places = new("--places") { Description = "Places", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs of each, after a warm-up", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("clinic", "The rush for the places of a free clinic, against a bare UPDATE") { Patients, Places, Runs };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (patients, slots, runs) = (arguments.GetValue(Patients), arguments.GetValue(Places), arguments.GetValue(Runs));
        var folder = Directory.CreateTempSubdirectory("consult-bench-");
        PrivateCluster? postgres = null;
        var contenders = new List<(string Name, IPlaces Places, List<Rush> Rushes)>();
        try
        {
            Console.WriteLine($"{MachineLine.Describe()}; load average at the start {Text(MachineLine.Load(), "N1")}");
            Console.WriteLine();
            contenders.Add(("ours, sqlite", await OurPlaces.CreateAsync(new ActorHost(folder.FullName), patients), []));
            if (PrivateCluster.IsInstalled)
            {
                postgres = await PrivateCluster.CreateAsync(TimeProvider.System, 2 * PostgresConnections);
                var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
                var host = new ActorHost("", $"{postgres.ConnectionString};Search Path=clinic", key);
                contenders.Add(("ours, postgres", await OurPlaces.CreateAsync(host, patients), []));
                contenders.Add(("bare update, postgres", await BarePlaces.CreateAsync(postgres.ConnectionString, PostgresConnections), []));
            }
            for (var run = 0; run <= runs; run++)
            {
                foreach (var (name, places, rushes) in contenders)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await places.OpenAsync(run, slots);
                    var rush = await Rush.RunAsync(places, run, patients);
                    if (rush.Winners != Math.Min(slots, patients)) throw new InvalidOperationException($"{name} has {rush.Winners} winners.");
                    if (run > 0) rushes.Add(rush);
                }
            }
            Console.WriteLine(TableOf(contenders, patients));
            Console.WriteLine($"Load average at the end {Text(MachineLine.Load(), "N1")}.");
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            foreach (var (_, places, _) in contenders) await places.DisposeAsync();
            if (postgres is not null) await postgres.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static Table TableOf(List<(string Name, IPlaces Places, List<Rush> Rushes)> contenders, int patients)
    {
        var table = new Table($"{patients:N0} patients at once", "winners", "answered p50 ms", "p99 ms", "all answered ms", "asked again");
        foreach (var (name, _, rushes) in contenders)
        {
            string Of(Func<Rush, double> figure) => Spread([.. rushes.Select(figure)]);
            table.Add(
                name, Of(rush => rush.Winners), Of(rush => rush.At(0.5)), Of(rush => rush.At(0.99)), Of(rush => rush.At(1)),
                Of(rush => rush.Again));
        }
        return table;
    }
}
