using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>
/// An object outside the grains. It is held weakly, as in Orleans: who registered it keeps it alive. Its calls run
/// one after the other in the order of their arrival, which Orleans does not promise.
/// </summary>
internal sealed class ObserverTarget(
    GrainId id, IGrainObserver observer, int limit, TaskScheduler scheduler, CallDesk desk) : CallTarget(id, desk)
{
    private readonly Lock _gate = new();
    private readonly Queue<Request> _waiting = [];
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private bool _busy;
    private bool _deleted;

    public void Delete()
    {
        lock (_gate)
            _deleted = true;
    }

    public override void Take(Request request)
    {
        if (Admit(request) is { } refusal)
            request.Refuse(refusal);
    }

    private Exception? Admit(Request request)
    {
        lock (_gate)
        {
            if (_deleted || !_observer.TryGetTarget(out _))
                return new ClientNotAvailableException(Id);
            if (_waiting.Count >= limit)
                return new LimitExceededException($"{limit} calls wait for {Id} already.");
            _waiting.Enqueue(request);
            if (_busy)
                return null;
            _busy = true;
        }
        Turn.Queue(static self => ((ObserverTarget)self!).Pump(), this, scheduler);
        return null;
    }

    private void Pump()
    {
        while (Next() is { } request)
        {
            if (!TryStart(request, out var running))
                continue;
            if (!running.IsCompleted)
            {
                running.ContinueWith(
                    ended => Resume(request, ended), CancellationToken.None, TaskContinuationOptions.None, scheduler);
                return;
            }
            request.Finish(running);
        }
    }

    private void Resume(Request request, Task ended)
    {
        request.Finish(ended);
        Pump();
    }

    private bool TryStart(Request request, out Task running)
    {
        running = Task.CompletedTask;
        if (request.IsAbandoned)
        {
            request.Refuse(new OperationCanceledException());
            return false;
        }
        if (!_observer.TryGetTarget(out var observer))
        {
            request.Refuse(new ClientNotAvailableException(Id));
            return false;
        }
        running = request.Start(observer);
        return true;
    }

    private Request? Next()
    {
        lock (_gate)
        {
            _busy = _waiting.TryDequeue(out var request);
            return request;
        }
    }
}
