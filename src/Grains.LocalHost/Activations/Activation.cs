using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Core;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>One life of a grain: its object, its services, its stored states and its timers.</summary>
internal sealed class Activation(GrainId id, GrainCell cell, GrainClass grainClass, GrainRuntime runtime)
    : IGrainContext
{
    [ThreadStatic]
    private static Activation? _beingMade;

    private readonly Lock _gate = new();
    private readonly HashSet<GrainTimer> _timers = [];
    private AsyncServiceScope? _scope;
    private GrainReference? _reference;
    private bool _isOver;

    /// <summary>The activation whose object is being constructed on this thread.</summary>
    public static Activation? BeingMade => _beingMade;

    public GrainId GrainId => id;

    public GrainReference GrainReference =>
        _reference ??= new GrainReference(new GrainTarget(id, runtime, runtime.Desk));

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope!.Value.ServiceProvider;

    public IGrainFactory GrainFactory => runtime.Factory;

    /// <summary>Until when idleness does not end it.</summary>
    public DateTimeOffset KeepUntil { get; private set; }

    /// <summary>Makes the object, reads its states and lets it prepare.</summary>
    /// <returns>What it failed with, null when it is ready.</returns>
    public async Task<Exception?> StartAsync()
    {
        using var patience = new CancellationTokenSource(runtime.Options.CallTimeout, runtime.Time);
        try
        {
            await PrepareAsync(patience.Token).WaitAsync(patience.Token);
            return null;
        }
        catch (Exception failure)
        {
            runtime.Log.ActivationFailed(id, failure);
            StopTimers();
            await DisposeAsync();
            return failure is OperationCanceledException && patience.IsCancellationRequested
                ? new TimeoutException($"{id} was not activated within {runtime.Options.CallTimeout}.", failure)
                : failure;
        }
    }

    /// <summary>Stops the timers and lets the object clean up. Never fails.</summary>
    public async Task EndAsync(Departure departure)
    {
        StopTimers();
        try
        {
            using var patience = new CancellationTokenSource(runtime.Options.CallTimeout, runtime.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, departure.Cancellation);
            if (GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(departure.Reason, both.Token).WaitAsync(both.Token);
        }
        catch (Exception failure)
        {
            runtime.Log.DeactivationFailed(id, failure);
        }
        await DisposeAsync();
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        cell.Leave(new Departure(deactivationReason, cancellationToken), this);

    /// <param name="time">From now on; infinite for ever, zero or less to be like others again.</param>
    public void DelayDeactivation(TimeSpan time) => KeepUntil =
        time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? DateTimeOffset.MaxValue
        : time <= TimeSpan.Zero ? DateTimeOffset.MinValue
        : runtime.Time.GetUtcNow() + time;

    public GrainTimer StartTimer(Func<CancellationToken, Task> tick, GrainTimerCreationOptions options)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            var timer = new GrainTimer(tick, options, this, runtime);
            _timers.Add(timer);
            timer.Change(options.DueTime, options.Period);
            return timer;
        }
    }

    public void Forget(GrainTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    public void Take(Request tick) => cell.TakeTick(tick);

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var state in Make())
            await state.ReadStateAsync(cancellation);
        if (GrainInstance is IGrainBase grain)
            await grain.OnActivateAsync(cancellation);
    }

    private IStorage[] Make()
    {
        _scope = runtime.Services.CreateAsyncScope();
        _beingMade = this;
        try
        {
            GrainInstance = grainClass.Make(this, runtime, out var states);
            return states;
        }
        finally
        {
            _beingMade = null;
        }
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (_gate)
        {
            _isOver = true;
            timers = [.. _timers];
        }
        foreach (var timer in timers)
            timer.Dispose();
    }

    private async Task DisposeAsync()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable grain)
                await grain.DisposeAsync();
            else
                (GrainInstance as IDisposable)?.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception failure)
        {
            runtime.Log.DeactivationFailed(id, failure);
        }
    }
}
