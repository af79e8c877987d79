using System.Diagnostics;
using Consult.Bench.Load;
using Consult.Bench.Machine;
using Consult.Tools;

namespace Consult.Bench.Stream;

/// <summary>How many watch, how fast is posted, and how many further ones are connected and never read.</summary>
internal readonly record struct Scene(int Viewers, int Rate, int Silent);

/// <summary>A running server and those who watch its one room.</summary>
/// <param name="name">For tables.</param>
/// <param name="server">The server.</param>
/// <param name="stage">Who knows the room's address and how it is spoken to.</param>
internal sealed class Room(string name, OwnServer server, IStage stage) : IAsyncDisposable
{
    /// <summary>The first so many viewers are those who write.</summary>
    public const int Posters = 50;

    /// <summary>Of so many viewers one is timed; the generator shares the cores.</summary>
    private const int TimedOneOf = 10;

    /// <summary>A poster that has so many posts without an answer waits: an overloaded server sets the pace.</summary>
    private const int MostUnanswered = 8;

    private const int ConnectingAtOnce = 16;
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(2);

    private readonly Latencies _latencies = new();

    /// <summary>For tables.</summary>
    public string Name => name;

    /// <summary>One run: everybody enters, lines are posted, every viewer must have got each accepted one.</summary>
    /// <exception cref="InvalidOperationException">A line was lost, repeated or out of order for some viewer, or refused.</exception>
    public async Task<StreamRun> RunAsync(Scene scene, TimeSpan duration, CancellationToken cancellationToken)
    {
        var posters = Math.Min(Posters, scene.Viewers);
        await stage.OpenAsync(cancellationToken);
        Viewer[] viewers =
            [.. Enumerable.Range(0, scene.Viewers).Select(n => new Viewer(stage.Wire, posters, n % TimedOneOf == 0 ? _latencies : null))];
        Viewer[] silent = [.. Enumerable.Range(0, scene.Silent).Select(_ => new Viewer(stage.Wire, posters, latencies: null) { IsSilent = true })];
        try
        {
            var empty = CpuMeter.Resident(server.ProcessId);
            await EnterAsync(viewers, cancellationToken);
            await EnterAsync(silent, cancellationToken);
            var memory = CpuMeter.Resident(server.ProcessId) - empty;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var chat = new Chat(viewers.AsMemory(0, posters), scene.Rate, MostUnanswered, Beat);
            var chatting = chat.RunAsync(over.Token);
            await PassAsync(viewers, RunUp, cancellationToken);
            _latencies.Take();
            var before = Count(viewers);
            await PassAsync(viewers, duration, cancellationToken);
            var after = Count(viewers);
            var times = _latencies.Take().Deliveries;
            await over.CancelAsync();
            await chatting;
            await EndAsync(viewers, chat, cancellationToken);
            return StreamRun.Between(before, after, times, (double)memory / (scene.Viewers + scene.Silent));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{name}, {scene}: {failure.Message}", failure);
        }
        finally
        {
            await Task.WhenAll(viewers.Concat(silent).Select(viewer => viewer.LeaveAsync()));
            foreach (var viewer in viewers.Concat(silent)) viewer.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        stage.Dispose();
        await server.DisposeAsync();
    }

    private Task EnterAsync(Viewer[] viewers, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        viewers.Index(), new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken },
        async (one, cancelled) => await one.Item.EnterAsync(await stage.AddressAsync(one.Index, cancelled), cancelled));

    /// <summary>Waits until every viewer has every line that was accepted.</summary>
    private static async Task EndAsync(Viewer[] viewers, Chat chat, CancellationToken cancellationToken)
    {
        var until = Stopwatch.GetTimestamp();
        while (!viewers.All(viewer => chat.IsWhole(viewer)))
        {
            if (Stopwatch.GetElapsedTime(until) > Patience) throw new InvalidOperationException("Not every line arrived.");
            await PassAsync(viewers, TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static async Task PassAsync(Viewer[] viewers, TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        await (viewers.FirstOrDefault(viewer => viewer.Failure.IsFaulted)?.Failure ?? Task.CompletedTask);
    }

    private Count Count(Viewer[] viewers) => new(
        Stopwatch.GetTimestamp(), viewers.Sum(viewer => viewer.Lines), viewers.Sum(viewer => viewer.Frames),
        viewers.Sum(viewer => viewer.Bytes), CpuMeter.Of(server.ProcessId), CpuMeter.Of(Environment.ProcessId), viewers.Length);
}

/// <summary>Sums at one moment.</summary>
internal readonly record struct Count(long At, long Lines, long Frames, long Bytes, TimeSpan Server, TimeSpan Generator, int Viewers);

/// <summary>What one run measured.</summary>
internal sealed record StreamRun
{
    /// <summary>Lines posted and accepted per second.</summary>
    public required double LinesPerSecond { get; init; }

    /// <summary>Lines that arrived at some viewer, per second.</summary>
    public required double DeliveriesPerSecond { get; init; }

    /// <summary>CPU-seconds of the server per million deliveries.</summary>
    public required double ServerCpu { get; init; }

    /// <summary>The same of the generator.</summary>
    public required double GeneratorCpu { get; init; }

    /// <summary>Messages of the server per viewer and second.</summary>
    public required double Frames { get; init; }

    /// <summary>Bytes of the server's messages per delivery.</summary>
    public required double Bytes { get; init; }

    /// <summary>Bytes of resident memory that a viewer added.</summary>
    public required double Memory { get; init; }

    /// <summary>From the post to the arrival, in milliseconds.</summary>
    public required (double P50, double P99, double Highest) Latency { get; init; }

    /// <summary>The figures between two counts.</summary>
    public static StreamRun Between(Count before, Count after, Latencies.Quantiles times, double memory)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        var lines = (double)(after.Lines - before.Lines);
        return new()
        {
            LinesPerSecond = lines / after.Viewers / seconds,
            DeliveriesPerSecond = lines / seconds,
            ServerCpu = (after.Server - before.Server).TotalSeconds / lines * 1e6,
            GeneratorCpu = (after.Generator - before.Generator).TotalSeconds / lines * 1e6,
            Frames = (after.Frames - before.Frames) / seconds / after.Viewers,
            Bytes = (after.Bytes - before.Bytes) / lines,
            Memory = memory,
            Latency = (times.At(0.5), times.At(0.99), times.At(1)),
        };
    }
}
