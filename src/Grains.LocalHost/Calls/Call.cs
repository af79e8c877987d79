using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>A call that somebody waits for, at most until its time is up.</summary>
internal abstract class Call : Request
{
    /// <summary>Where it stands in <see cref="CallTimeouts"/>, guarded by that.</summary>
    internal Call? Earlier { get; set; }

    internal Call? Later { get; set; }

    internal long Deadline { get; set; }

    internal bool IsListed { get; set; }

    /// <summary>Tells the caller that its time is up. The grain goes on: what it does may still take effect.</summary>
    public abstract void TimeOut(TimeSpan allowed);
}

/// <summary>A call of one method.</summary>
/// <typeparam name="TArguments">A value tuple of the parameters.</typeparam>
/// <typeparam name="TResult">The result; <see cref="Nothing"/> for a plain task.</typeparam>
internal sealed class Call<TArguments, TResult>(
    GrainMethod<TArguments> method, TArguments arguments, GrainId target, CallDesk desk) : Call
{
    // Continuations never run inside the turn of the grain that answers: they would hold it up.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _cancellation;

    public override bool Interleaves => method.AlwaysInterleaves;

    public override bool OnlyReads => method.OnlyReads;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    public Task<TResult> Answer => _answer.Task;

    public void Watch()
    {
        desk.Timeouts(method).Add(this);
        if (method.CancellationOf?.Invoke(arguments) is { CanBeCanceled: true } cancellation)
            _cancellation = cancellation.UnsafeRegister(
                static (call, token) => ((Call<TArguments, TResult>)call!).Cancel(token), this);
    }

    public override void Finish(Task ended)
    {
        if (ended.IsCompletedSuccessfully)
            _answer.TrySetResult(ended is Task<TResult> { Result: var result } ? result : default!);
        else
            _answer.TrySetException(Failures.Of(ended));
        Settle();
    }

    public override void Refuse(Exception reason)
    {
        _answer.TrySetException(reason);
        Settle();
    }

    public override void TimeOut(TimeSpan allowed)
    {
        _answer.TrySetException(new TimeoutException(
            $"{method.Name} of {target} was not answered within {allowed}; it may still take effect."));
        _cancellation.Dispose();
    }

    protected override Task Begin(object target) => method.Invoke(target, arguments);

    private void Cancel(CancellationToken token)
    {
        _answer.TrySetException(new OperationCanceledException(token));
        desk.Timeouts(method).Remove(this);
    }

    private void Settle()
    {
        desk.Timeouts(method).Remove(this);
        _cancellation.Dispose();
        desk.CallEnded();
    }
}
