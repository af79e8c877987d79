using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Soak;

/// <summary>
/// Replays round after round while a site is killed and stopped under it. A round is compared at its end and forgotten;
/// what stays is where each consultation stood, and that is looked at once more after the last fault.
/// </summary>
public sealed class SoakRun
{
    /// <summary>Consultations of a round; bounds what is held in memory.</summary>
    private const int RoundSize = 60;

    private readonly Site _site;
    private readonly SoakOptions _options;
    private readonly Action<string> _tell;
    private readonly StandingFile _standings;
    private SoakResult _result;

    private SoakRun(Site site, SoakOptions options, Action<string> tell, StandingFile standings)
    {
        (_site, _options, _tell, _standings) = (site, options, tell, standings);
        _result = new() { Options = options };
    }

    /// <summary>Runs until the time is over and the round under way has ended.</summary>
    /// <param name="site">What is hit; its server is killed at the end, so that the record can be verified.</param>
    /// <param name="input">What to play, from the start again when it ends.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Told of faults, rounds and differences.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SoakResult> RunAsync(
        Site site, IReadOnlyList<Consultation> input, SoakOptions options, Action<string> tell,
        CancellationToken cancellationToken)
    {
        using var standings = new StandingFile();
        return await new SoakRun(site, options, tell, standings).RunAsync(input, cancellationToken);
    }

    private async Task<SoakResult> RunAsync(IReadOnlyList<Consultation> input, CancellationToken cancellationToken)
    {
        var started = _options.Time.GetTimestamp();
        var injector = new FaultInjector(_site, _options.Time, _tell);
        using var rounds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var calm = new CancellationTokenSource();
        var plan = FaultPlan.Of(_options.Seed, _site.Database is not null, _options.KillEvery);
        var faults = InjectAsync(injector, plan, rounds, calm.Token);
        try
        {
            await PlayAsync(input, started, rounds.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The faults ended for a reason of their own, which comes next.
        }
        finally
        {
            await calm.CancelAsync();
            _result = _result with { Broken = await faults, Faults = injector.Done };
        }
        if (_result.Broken is null)
            await LookAgainAsync(cancellationToken);
        await _site.KillServerAsync();
        var (isIntact, says) = await _site.VerifyAsync();
        _tell($"verify: {says}");
        return _result with { IsIntact = isIntact, Took = _options.Time.GetElapsedTime(started) };
    }

    private static async Task<string?> InjectAsync(
        FaultInjector injector, IEnumerable<Fault> plan, CancellationTokenSource rounds, CancellationToken calm)
    {
        try
        {
            await injector.RunAsync(plan, calm);
            return null;
        }
        catch (InvalidOperationException failure)
        {
            await rounds.CancelAsync();
            return failure.Message;
        }
    }

    private async Task PlayAsync(IReadOnlyList<Consultation> input, long started, CancellationToken cancellationToken)
    {
        for (var next = 0; _options.Time.GetElapsedTime(started) < _options.Length; next = (next + RoundSize) % input.Count)
        {
            var round = Enumerable.Range(next, Math.Min(RoundSize, input.Count)).Select(n => input[n % input.Count]);
            var replay = new ReplayOptions { Server = _site.Address, Time = _options.Time };
            ReplayResult played;
            try
            {
                played = await ReplayRun.RunAsync([.. round], replay, new NoProgress(), cancellationToken);
            }
            catch (ConsultException refusal)
            {
                _tell($"failed: the doctors could not be set up: {refusal.Code}");
                _result = _result with { Failed = _result.Failed + 1 };
                continue;
            }
            _standings.Add(played.Standings);
            _result = _result.With(played);
            foreach (var difference in ReplayReport.Differences(played))
                _tell(difference);
            _tell($"round {_result.Rounds}: {played.Consultations} consultations, {played.Messages} messages, "
                + $"{played.Reconnects} reconnects, {played.Took.TotalSeconds:F1} s, {(played.IsClean ? "clean" : "DIFFERS")}");
        }
    }

    // The server answers only to a position that is part of the feed's past.
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _site.Address };
        var replay = new ReplayOptions { Server = _site.Address, Time = _options.Time };
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = replay.Parallel, CancellationToken = cancellationToken };
        var (seen, gone) = (0, 0);
        await Parallel.ForEachAsync(_standings.Read(), parallel, async (one, cancelled) =>
        {
            var patient = new Participant(http, one.Patient, "patient", replay);
            try
            {
                await patient.Http.EventsAsync($"consultation/{one.Consultation}", one.Position, 1, cancelled);
                Interlocked.Increment(ref seen);
            }
            catch (ConsultException refusal)
            {
                Interlocked.Increment(ref gone);
                _tell($"lost: {one.Consultation} is not what it was at {one.Position.Seq}: {refusal.Code}");
            }
        });
        _result = _result with { Reread = seen, Gone = gone };
    }

    private sealed class NoProgress : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value)
        {
        }
    }
}
