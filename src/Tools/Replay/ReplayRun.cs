using System.Collections.Concurrent;
using Consult.Client;
using Consult.Tools.Replay.Courses;

namespace Consult.Tools.Replay;

/// <summary>
/// Plays consultations through the public protocol, many at once, then reads everything back and compares it with
/// what was acknowledged.
/// </summary>
public static class ReplayRun
{
    /// <summary>Plays and compares. Survives a server that dies and comes back within the deadline.</summary>
    /// <param name="input">What to play.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after every acknowledged message and finished consultation; must not block.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConsultException">The doctors could not be set up.</exception>
    public static async Task<ReplayResult> RunAsync(
        IReadOnlyList<Consultation> input, ReplayOptions options, IProgress<ReplayProgress> progress,
        CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        using var http = new HttpClient { BaseAddress = options.Server };
        await using var cast = await Cast.SetUpAsync(http, input, options, cancellationToken);
        var ledger = new AcknowledgedLedger(options.Time);
        var stage = new Stage(input.Count, progress);
        // At night departments grab nobody.
        var kinds = cast.QuickOpensAt is null ? options.Kinds : [.. options.Kinds.Where(kind => kind != Kind.Quick)];
        var visits = input.Index().Select(one => VisitOf(one.Item, one.Index, kinds[one.Index % kinds.Count])).ToArray();

        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Parallel,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(visits, parallel, async (visit, cancelled) =>
        {
            await stage.TryAsync(visit, () => visit.PlayAsync(cancelled));
            stage.Finished();
        });
        var unexpected = new ConcurrentBag<Finding>();
        var views = new ConcurrentBag<View>(visits.SelectMany(visit => visit.LiveViews));
        await Parallel.ForEachAsync(visits, parallel, (visit, cancelled) => stage.TryAsync(visit, async () =>
        {
            foreach (var view in await visit.ReadHistoryAsync(cancelled))
                views.Add(view);
            foreach (var finding in await visit.CheckAsync(cancelled))
                unexpected.Add(finding);
        }));
        return new()
        {
            Consultations = input.Count,
            Played = [.. kinds.Select(kind => (kind.Name, visits.Count(visit => visit.Kind == kind && visit.IsPlayed)))],
            QuickOpensAt = cast.QuickOpensAt,
            Messages = ledger.Entries.Count,
            Failed = [.. stage.Failed],
            Standings = [.. visits.Select(visit => visit.Standing).OfType<Standing>()],
            Findings = [.. Comparison.Of(ledger.Entries, views), .. unexpected],
            AcknowledgeTimes = ledger.AcknowledgeTimes,
            DeliveryTimes = ledger.DeliveryTimes,
            Reconnects = visits.Sum(visit => Math.Max(0, visit.Connections - 1))
                + cast.Doctors.Sum(doctor => Math.Max(0, doctor.Live.Connections - 1)),
            Took = options.Time.GetElapsedTime(started),
        };

        Visit VisitOf(Consultation one, int n, Kind kind) => new(
            one,
            kind,
            new(http, $"{options.Run}-patient-{n + 1}", "patient", options),
            cast.CompanyFor(one.Department, kind, n),
            ledger,
            stage.Acknowledged);
    }

    /// <summary>Counts what happens and keeps what failed, so that one consultation's failure stops no other.</summary>
    private sealed class Stage(int consultations, IProgress<ReplayProgress> progress)
    {
        private int _messages;
        private int _finished;

        public ConcurrentQueue<(string Consultation, string Code)> Failed { get; } = [];

        public void Acknowledged() => Report(_finished, Interlocked.Increment(ref _messages));

        public void Finished() => Report(Interlocked.Increment(ref _finished), _messages);

        public async ValueTask TryAsync(Visit visit, Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (ConsultException refusal)
            {
                Failed.Enqueue((visit.ToString(), refusal.Code));
            }
        }

        private void Report(int finished, int messages) => progress.Report(new(finished, consultations, messages));
    }
}
