using System.Diagnostics.CodeAnalysis;

namespace Consult.Grains.LocalHost;

/// <summary>
/// Decides which request of a grain begins when. A request that interleaves always may. Of the others one runs at a
/// time, or several that only read. Not safe for several threads: the grain's cell guards it.
/// </summary>
internal sealed class Admission(bool isReentrant, int limit)
{
    private readonly Queue<Request> _interleaving = [];
    private readonly Queue<Request> _ordered = [];
    private int _running;
    private int _readers;
    private int _writers;

    public bool IsIdle => _running == 0 && !HasWaiting;

    public bool IsRunning => _running > 0;

    public bool HasWaiting => _interleaving.Count > 0 || _ordered.Count > 0;

    /// <summary>Takes a request unless the grain has its fill: requests that run count as those that wait.</summary>
    public bool TryAdd(Request request)
    {
        if (_running + _interleaving.Count + _ordered.Count >= limit)
            return false;
        Add(request);
        return true;
    }

    public void Add(Request request) => (Interleaves(request) ? _interleaving : _ordered).Enqueue(request);

    /// <summary>Whether <see cref="TryBegin"/> would yield a request.</summary>
    public bool CanBegin =>
        _interleaving.Count > 0 || (_ordered.TryPeek(out var next) && FitsBesideRunning(next));

    /// <summary>Yields the next request and counts it as running.</summary>
    public bool TryBegin([NotNullWhen(true)] out Request? request)
    {
        if (!CanBegin)
        {
            request = null;
            return false;
        }
        request = (_interleaving.Count > 0 ? _interleaving : _ordered).Dequeue();
        Count(request, +1);
        return true;
    }

    /// <summary>Counts a request as ended.</summary>
    public void End(Request request) => Count(request, -1);

    /// <summary>Yields everything that waits, so that it can be refused.</summary>
    public List<Request> TakeWaiting()
    {
        List<Request> waiting = [.. _interleaving, .. _ordered];
        _interleaving.Clear();
        _ordered.Clear();
        return waiting;
    }

    /// <summary>Yields the requests nobody waits for any more; the others stay.</summary>
    public List<Request> TakeAbandoned()
    {
        var waiting = TakeWaiting();
        foreach (var request in waiting.Where(request => !request.IsAbandoned))
            Add(request);
        return waiting.FindAll(request => request.IsAbandoned);
    }

    private bool Interleaves(Request request) => isReentrant || request.Interleaves;

    private bool FitsBesideRunning(Request request) => _writers == 0 && (_readers == 0 || request.OnlyReads);

    private void Count(Request request, int change)
    {
        _running += change;
        if (Interleaves(request))
            return;
        if (request.OnlyReads)
            _readers += change;
        else
            _writers += change;
    }
}
