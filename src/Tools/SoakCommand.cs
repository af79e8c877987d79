using System.CommandLine;
using System.Globalization;
using Consult.Tools.Replay;
using Consult.Tools.Soak;

namespace Consult.Tools;

/// <summary>The verb <c>soak</c>.</summary>
internal static class SoakCommand
{
    private static readonly Option<FileInfo> Input = new Option<FileInfo>("--file")
    {
        Description = "JSON lines of {id, department, title, ask, answer}",
        Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<int> Minutes = CommandLine.Positive("--minutes", "How long rounds are begun", 10);

    private static readonly Option<StoreKind> Store = new("--store")
    {
        Description = "Where the server keeps its record",
        DefaultValueFactory = _ => StoreKind.Sqlite,
    };

    private static readonly Option<int> KillEvery =
        CommandLine.Positive("--kill-every", "Seconds between two kills on average", 20);

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides which faults come when; a random one when not given",
        DefaultValueFactory = _ => Random.Shared.Next(),
    };

    private static readonly Option<FileInfo> ServerDll = CommandLine.ServerDll();

    public static Command Create()
    {
        var command = new Command("soak", "Replays for a time while the server and its database are killed again and again")
        {
            Input, Minutes, Store, KillEvery, Seed, ServerDll,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var dll = arguments.GetRequiredValue(ServerDll);
        if (!dll.Exists)
            return CommandLine.Unusable(CommandLine.NoServer(dll));
        var options = new SoakOptions
        {
            Length = TimeSpan.FromMinutes(arguments.GetValue(Minutes)),
            KillEvery = TimeSpan.FromSeconds(arguments.GetValue(KillEvery)),
            Seed = arguments.GetValue(Seed),
        };
        var store = arguments.GetValue(Store);
        try
        {
            var input = Consultation.Read(arguments.GetRequiredValue(Input).FullName, int.MaxValue);
            if (input.Count == 0)
                return CommandLine.Unusable("The file holds no consultations.");
            Console.WriteLine($"{store}, {options.Length.TotalMinutes} minutes, seed {options.Seed}");
            await using var site = await Site.StartAsync(dll.FullName, store, options.Time, cancellationToken);
            var result = await SoakRun.RunAsync(site, input, options, Tell(options.Time), cancellationToken);
            Print(store, result);
            return result.IsClean ? ExitCodes.Clean : ExitCodes.Differs;
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or InvalidOperationException)
        {
            return CommandLine.Unusable(refused.Message);
        }
    }

    private static Action<string> Tell(TimeProvider time)
    {
        var started = time.GetTimestamp();
        return line => Console.WriteLine($"{time.GetElapsedTime(started).TotalSeconds,7:F1} s  {line}");
    }

    private static void Print(StoreKind store, SoakResult result)
    {
        if (result.Broken is not null)
            Console.WriteLine($"The site did not come up again: {result.Broken}");
        Console.WriteLine("soak: " + string.Join(' ', Rows(store, result).Select(row => $"{row.Name}={row.Value}")));
    }

    private static IEnumerable<(string Name, string Value)> Rows(StoreKind store, SoakResult result)
    {
        yield return ("store", store.ToString().ToLowerInvariant());
        yield return ("seed", Number(result.Options.Seed));
        yield return ("rounds", Number(result.Rounds));
        yield return ("consultations", Number(result.Consultations));
        yield return ("messages", Number(result.Messages));
        foreach (var kind in Enum.GetValues<FindingKind>())
            yield return (ReplayReport.Word(kind), Number(result.Findings.GetValueOrDefault(kind)));
        yield return ("failed", Number(result.Failed));
        yield return ("reread", Number(result.Reread));
        yield return ("gone", Number(result.Gone));
        yield return ("verify", result.IsIntact ? "intact" : "findings");
        yield return ("server_kills", Number(result.Faults.ServerKills));
        yield return ("database_kills", Number(result.Faults.DatabaseKills));
        yield return ("server_pauses", Number(result.Faults.ServerPauses));
        yield return ("database_pauses", Number(result.Faults.DatabasePauses));
        yield return ("reconnects", Number(result.Reconnects));
        yield return ("seconds", result.Took.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture));
        yield return ("result", result.IsClean ? "clean" : "differs");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
