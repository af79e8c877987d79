using System.Diagnostics;
using Consult.Bench.Machine;
using Consult.Harness;
using Consult.Tools;

namespace Consult.Bench.Load;

/// <summary>How a server is started.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Dll">Its assembly.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="IsConsult">Whether it speaks Consult's whole protocol, with sign-in and tickets.</param>
/// <param name="UsesPostgres">Whether PostgreSQL works for it.</param>
internal sealed record ContenderStart(string Name, string Dll, string[] Arguments, bool IsConsult, bool UsesPostgres);

/// <summary>A running server with its conversations.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly OwnServer _server;
    private readonly int? _postgres;
    private readonly Practice? _practice;
    private readonly Conversation[] _conversations;
    private readonly Latencies _latencies;

    private Contender(
        ContenderStart start, OwnServer server, int? postgres, Practice? practice, Conversation[] conversations, Latencies latencies)
    {
        (Name, _server, _postgres) = (start.Name, server, postgres);
        (_practice, _conversations, _latencies) = (practice, conversations, latencies);
    }

    /// <summary>For tables.</summary>
    public string Name { get; }

    /// <summary>Starts a server and prepares conversations on it.</summary>
    public static async Task<Contender> StartAsync(
        ContenderStart start, PrivateCluster? postgres, int consultations, CancellationToken cancellationToken)
    {
        var server = await OwnServer.StartAsync(start.Dll, new(start.Arguments), 0, TimeProvider.System, cancellationToken);
        try
        {
            var practice = start.IsConsult ? new Practice(server.Address) : null;
            if (practice is not null) await practice.OpenAsync(consultations, cancellationToken);
            var latencies = new Latencies();
            var feeds = practice?.Feeds ?? [.. Enumerable.Range(0, consultations).Select(n => $"room/{n}")];
            Conversation[] conversations = [.. feeds.Select(feed => new Conversation(feed, latencies))];
            int? database = start.UsesPostgres ? await postgres!.MainProcessAsync() : null;
            return new(start, server, database, practice, conversations, latencies);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>One run: connects, gets going, measures, stops, disconnects.</summary>
    /// <exception cref="InvalidOperationException">Something was refused, lost, repeated or out of order.</exception>
    public async Task<Run> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                _conversations.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
                async (one, cancelled) => await one.Item.ConnectAsync(side => HubAsync(one.Index, side, cancelled), cancellationToken));
            await Task.WhenAll(_conversations.Select(conversation => conversation.StartAsync()));
            await PassAsync(RunUp, cancellationToken);
            _latencies.Take();
            var before = Reading.Take(this);
            await PassAsync(duration, cancellationToken);
            var after = Reading.Take(this);
            var run = Run.Between(before, after, _latencies.Take(), CpuMeter.Resident(_server.ProcessId));
            await Task.WhenAll(_conversations.Select(conversation => conversation.StopAsync(Patience, cancellationToken)));
            return run;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{Name}: {failure.Message}", failure);
        }
        finally
        {
            foreach (var conversation in _conversations) await conversation.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _practice?.Dispose();
        await _server.DisposeAsync();
    }

    private async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var over = Task.Delay(time, TimeProvider.System, cancellationToken);
        await await Task.WhenAny([over, .. _conversations.Select(conversation => conversation.Failure)]);
    }

    private Task<Uri> HubAsync(int conversation, int side, CancellationToken cancellationToken) =>
        _practice?.HubAsync(conversation, side, cancellationToken)
        ?? Task.FromResult(new Uri($"ws://{_server.Address.Authority}/hub"));

    internal readonly record struct Reading(long At, long Messages, long Deliveries, long Swaps, TimeSpan Server, TimeSpan Postgres, TimeSpan Generator)
    {
        public static Reading Take(Contender contender) => new(
            Stopwatch.GetTimestamp(),
            contender._conversations.Sum(conversation => conversation.Messages),
            contender._conversations.Sum(conversation => conversation.Deliveries),
            contender._conversations.Sum(conversation => conversation.Swaps),
            CpuMeter.Of(contender._server.ProcessId),
            contender._postgres is { } postgres ? CpuMeter.OfFamily(postgres) : TimeSpan.Zero,
            CpuMeter.Of(Environment.ProcessId));
    }
}

/// <summary>What one run measured.</summary>
internal sealed record Run
{
    /// <summary>Answered posts per second.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>Messages that arrived, per second; each arrives at both sides.</summary>
    public required double DeliveriesPerSecond { get; init; }

    /// <summary>Deliveries that came before the message they follow, of a million.</summary>
    public required double SwapsPerMillion { get; init; }

    /// <summary>Processor milliseconds of the server per 1,000 messages.</summary>
    public required double ServerCpu { get; init; }

    /// <summary>The same of all processes of PostgreSQL.</summary>
    public required double PostgresCpu { get; init; }

    /// <summary>The same of the generator.</summary>
    public required double GeneratorCpu { get; init; }

    /// <summary>From the post to its answer, in milliseconds.</summary>
    public required (double P50, double P99) Answer { get; init; }

    /// <summary>From the post to the other side, in milliseconds.</summary>
    public required (double P50, double P99) Delivery { get; init; }

    /// <summary>Resident memory of the server at the end, in MB.</summary>
    public required double Resident { get; init; }

    /// <summary>The machine's load average at the end.</summary>
    public double Load { get; } = MachineLine.Load();

    /// <summary>Messages per processor second of server and database together.</summary>
    public double PerCpuSecond => 1_000_000 / (ServerCpu + PostgresCpu);

    public static Run Between(
        Contender.Reading before, Contender.Reading after, (Latencies.Quantiles Answers, Latencies.Quantiles Deliveries) times, long resident)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        double messages = after.Messages - before.Messages;
        return new()
        {
            MessagesPerSecond = messages / seconds,
            DeliveriesPerSecond = (after.Deliveries - before.Deliveries) / seconds,
            SwapsPerMillion = 1_000_000 * (after.Swaps - before.Swaps) / (double)(after.Deliveries - before.Deliveries),
            ServerCpu = (after.Server - before.Server).TotalMilliseconds / messages * 1000,
            PostgresCpu = (after.Postgres - before.Postgres).TotalMilliseconds / messages * 1000,
            GeneratorCpu = (after.Generator - before.Generator).TotalMilliseconds / messages * 1000,
            Answer = (times.Answers.At(0.5), times.Answers.At(0.99)),
            Delivery = (times.Deliveries.At(0.5), times.Deliveries.At(0.99)),
            Resident = resident / 1e6,
        };
    }
}
