using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>Where the calls of a reference go.</summary>
internal abstract class CallTarget(GrainId id, CallDesk desk)
{
    public GrainId Id { get; } = id;

    public Task<TResult> Call<TArguments, TResult>(GrainMethod<TArguments> method, TArguments arguments)
    {
        if (method.CancellationOf?.Invoke(arguments) is { IsCancellationRequested: true } cancelled)
            return Task.FromCanceled<TResult>(cancelled);
        var call = new Call<TArguments, TResult>(method, arguments, Id, desk);
        desk.CallBegan();
        call.Watch();
        Send(method, call);
        return call.Answer;
    }

    public void Post<TArguments>(GrainMethod<TArguments> method, TArguments arguments)
    {
        desk.CallBegan();
        Send(method, new OneWayCall<TArguments>(method, arguments, Id, desk));
    }

    /// <summary>Takes a request or refuses it. Never throws.</summary>
    public abstract void Take(Request request);

    private void Send(GrainMethod method, Request request)
    {
        if (desk.Carrier is { } carrier)
            carrier.Carry(this, method, request);
        else
            Take(request);
    }
}
