using Consult.Grains.LocalHost;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain can ask of its host.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends this activation once its running requests have ended; the next call makes a new one.</summary>
    public static void DeactivateOnIdle(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        grain.GrainContext.Deactivate(
            new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
    }

    /// <summary>Starts a timer whose ticks are turns of this grain; it stops with the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">The tick. Its token ends with the timer.</param>
    /// <param name="state">Handed to every tick.</param>
    /// <param name="options">When it ticks.</param>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Register(grain, cancellation => callback(state, cancellation), options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Register(grain, _ => callback(state), options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Register(grain, callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Register(grain, _ => callback(), options);
    }

    private static GrainTimer Register(
        IGrainBase grain, Func<CancellationToken, Task> tick, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return ((Activation)grain.GrainContext).StartTimer(tick, options);
    }
}
