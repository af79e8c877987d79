using System.Collections.Immutable;

namespace Consult.Livestreams;

/// <summary>
/// Who watches and how often it was liked, in memory: thousands who come and go are no events. What is known is told by
/// the processes again and again, so that one that dies has said all there is to say: nothing any more.
/// </summary>
internal sealed class Turnout
{
    /// <summary>How many different accounts are told apart; beyond that the figure stays, and is a lower bound.</summary>
    public const int MaxUnique = 200_000;

    /// <summary>How long a process is believed that does not tell any more.</summary>
    private static readonly TimeSpan Memory = 5 * Audiences.Interval;

    private readonly Dictionary<string, (int Watching, DateTimeOffset At)> _processes = [];
    private readonly HashSet<long> _accounts = [];
    private LivestreamFigures? _before;
    private int _peak;
    private long _likes;

    /// <summary>Notes what a process tells.</summary>
    public void Tell(string process, int watching, ImmutableArray<long> fresh, DateTimeOffset now)
    {
        _processes[process] = (Math.Max(0, watching), now);
        foreach (var account in fresh.Take(Audiences.MaxFresh))
            if (_accounts.Count < MaxUnique) _accounts.Add(account);
    }

    /// <summary>Counts a like.</summary>
    public void Like() => _likes++;

    /// <summary>How many watch now.</summary>
    public int Watching(DateTimeOffset now)
    {
        foreach (var (process, told) in _processes)
            if (now - told.At > Memory) _processes.Remove(process);
        return _processes.Values.Sum(told => told.Watching);
    }

    /// <summary>Raises the peak, when more watch than ever.</summary>
    public void NotePeak(int watching) => _peak = Math.Max(_peak, watching);

    /// <summary>The figures now, on top of those that were recorded when the actor began to count.</summary>
    public LivestreamFigures Figures(LivestreamFigures recorded)
    {
        _before ??= recorded;
        return new(Math.Max(recorded.Peak, _peak), Math.Max(recorded.Unique, _accounts.Count), _before.Likes + _likes);
    }
}
