using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>The base of the emitted proxies: each of their methods is one call of these.</summary>
internal abstract class GrainProxy(CallTarget target) : GrainReference(target)
{
    protected Task<TResult> Call<TArguments, TResult>(GrainMethod<TArguments> method, TArguments arguments)
    {
        if (!method.IsOneWay)
            return Target.Call<TArguments, TResult>(method, arguments);
        Target.Post(method, arguments);
        return NoAnswer<TResult>.Task;
    }

    private static class NoAnswer<TResult>
    {
        public static readonly Task<TResult> Task = System.Threading.Tasks.Task.FromResult(default(TResult)!);
    }
}
