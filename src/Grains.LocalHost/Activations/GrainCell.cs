using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Grains.LocalHost;

/// <summary>
/// The place of one grain: its waiting requests and at most one activation. Requests that arrive while an
/// activation ends wait here for the next one. All work happens in turns of the grain; the gate guards what
/// senders, timers and the host touch from outside.
/// </summary>
internal sealed class GrainCell
{
    // After so many requests the continuations of earlier ones have their turn.
    private const int RequestsAtOnce = 16;

    private readonly Lock _gate = new();
    private readonly GrainRuntime _runtime;
    private readonly GrainClass _class;
    private readonly TurnScheduler _turns;
    private readonly Admission _requests;
    private readonly TaskCompletionSource _retired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stage _stage = Stage.Vacant;
    private Activation? _activation;
    private Departure? _departure;
    private Departure? _closing;
    private long _lastUsed;
    private bool _isPumping;
    private bool _isRetired;

    public GrainCell(GrainId id, GrainRuntime runtime)
    {
        Id = id;
        _runtime = runtime;
        _class = runtime.Catalog.ClassOf(id.Type);
        _turns = new TurnScheduler(runtime.Options.Scheduler);
        _requests = new Admission(_class.IsReentrant, runtime.Options.MailboxLimit);
    }

    private enum Stage
    {
        Vacant,
        Activating,
        Active,
        Deactivating,
    }

    public GrainId Id { get; }

    /// <summary>Ends when the place was given up.</summary>
    public Task Retired => _retired.Task;

    /// <summary>Takes a request, or refuses it when too many wait.</summary>
    /// <returns>False when this place was given up: the sender must look for the new one.</returns>
    public bool TryTake(Request request)
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;
            if (_requests.TryAdd(request))
            {
                request.Cell = this;
                Wake();
                return true;
            }
        }
        request.Refuse(new LimitExceededException($"{_runtime.Options.MailboxLimit} calls wait for {Id} already."));
        return true;
    }

    /// <summary>Takes a tick of a timer, which is never refused: a timer has one at most.</summary>
    public void TakeTick(Request tick)
    {
        lock (_gate)
        {
            // A late tick of an activation that has ended must not bring up another one.
            if (tick.IsAbandoned)
                return;
            tick.Cell = this;
            _requests.Add(tick);
            Wake();
        }
    }

    /// <summary>Ends the activation once its running requests have ended; the next one takes those that wait.</summary>
    /// <param name="departure">Why, and what ends the patience with the grain's own code.</param>
    /// <param name="only">The activation that is meant, null for any; another one stays.</param>
    public void Leave(Departure departure, Activation? only = null)
    {
        lock (_gate)
        {
            if (_departure is not null || _activation is null || (only is not null && only != _activation))
                return;
            _departure = departure;
            Wake();
        }
    }

    /// <summary>Ends the activation, and any later one, as soon as nothing runs or waits.</summary>
    public void Close(Departure departure)
    {
        lock (_gate)
        {
            _closing = departure;
            Wake();
        }
    }

    /// <summary>Whether the activation has been idle for as long as its class allows.</summary>
    public bool IsStale()
    {
        var limit = _class.IdleLimit ?? _runtime.Options.IdleLimit;
        lock (_gate)
        {
            return limit != Timeout.InfiniteTimeSpan
                && _stage == Stage.Active
                && _requests.IsIdle
                && _runtime.Time.GetElapsedTime(_lastUsed) >= limit
                && _activation!.KeepUntil <= _runtime.Time.GetUtcNow();
        }
    }

    /// <summary>Refuses everything that waits, because the host has stopped.</summary>
    public void RefuseWaiting(Exception reason)
    {
        List<Request> waiting;
        lock (_gate)
            waiting = _requests.TakeWaiting();
        foreach (var request in waiting)
            request.Refuse(reason);
    }

    // Call with the gate held.
    private void Wake()
    {
        if (_isPumping || !HasWork())
            return;
        _isPumping = true;
        Turn.Queue(static self => ((GrainCell)self!).Pump(), this, _turns);
    }

    private bool HasWork() => _stage switch
    {
        Stage.Vacant => _requests.HasWaiting,
        Stage.Active => MustLeave() || (_departure is null && _requests.CanBegin),
        _ => false,
    };

    private bool MustLeave() => _departure is not null ? !_requests.IsRunning : _closing is not null && _requests.IsIdle;

    private void Pump()
    {
        switch (EnterStage())
        {
            case Stage.Activating:
                _ = ActivateAsync();
                break;
            case Stage.Deactivating:
                _ = DeactivateAsync();
                break;
            default:
                for (var count = 0; count < RequestsAtOnce && TryBegin(out var request); count++)
                    Run(request);
                Rest();
                break;
        }
    }

    private Stage EnterStage()
    {
        lock (_gate)
        {
            if (_stage == Stage.Vacant && _requests.HasWaiting)
                _stage = Stage.Activating;
            else if (_stage == Stage.Active && MustLeave())
                _stage = Stage.Deactivating;
            return _stage;
        }
    }

    private void Rest()
    {
        lock (_gate)
        {
            _isPumping = false;
            Wake();
            if (_stage == Stage.Vacant && !_isPumping)
                Retire();
        }
    }

    private void Retire()
    {
        _isRetired = true;
        _runtime.Remove(this);
        _retired.TrySetResult();
    }

    private bool TryBegin([NotNullWhen(true)] out Request? request)
    {
        lock (_gate)
        {
            request = null;
            return _stage == Stage.Active && _departure is null && _requests.TryBegin(out request);
        }
    }

    private void Run(Request request)
    {
        if (request.IsAbandoned)
        {
            Complete(request, Task.CompletedTask);
            return;
        }
        var running = request.Start(_activation!.GrainInstance!);
        if (running.IsCompleted)
            Complete(request, running);
        else
            running.ContinueWith(
                static (ended, request) => ((Request)request!).Cell!.Complete((Request)request, ended),
                request,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                _turns);
    }

    private void Complete(Request request, Task ended)
    {
        if (ended.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
            LeaveAfter(conflict);
        lock (_gate)
        {
            _requests.End(request);
            if (request.CountsAsUse)
                _lastUsed = _runtime.Time.GetTimestamp();
            Wake();
        }
        request.Finish(ended);
    }

    // What the activation holds is outdated: the next one reads anew. The mark keeps a grain that merely called this
    // one, and passes the failure on, from leaving too.
    private void LeaveAfter(InconsistentStateException conflict)
    {
        conflict.IsSourceActivation = false;
        var reason = new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict, "State was outdated.");
        Leave(new Departure(reason, CancellationToken.None));
    }

    private async Task ActivateAsync()
    {
        _activation = new Activation(Id, this, _class, _runtime);
        var failure = await _activation.StartAsync();
        List<Request> refused = [];
        lock (_gate)
        {
            if (failure is null)
            {
                _stage = Stage.Active;
                _lastUsed = _runtime.Time.GetTimestamp();
            }
            else
            {
                refused = _requests.TakeWaiting();
                Vacate();
            }
        }
        foreach (var request in refused)
            request.Refuse(failure!);
        Rest();
    }

    private async Task DeactivateAsync()
    {
        await _activation!.EndAsync((_departure ?? _closing)!.Value);
        List<Request> abandoned;
        lock (_gate)
        {
            abandoned = _requests.TakeAbandoned();
            Vacate();
        }
        foreach (var request in abandoned)
            request.Refuse(new OperationCanceledException());
        Rest();
    }

    private void Vacate()
    {
        _activation = null;
        _departure = null;
        _stage = Stage.Vacant;
    }
}
