using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Consult.Grains.LocalHost;

/// <summary>What is known of one method of a grain interface.</summary>
internal abstract class GrainMethod(MethodInfo method)
{
    /// <summary>Interface and method, for messages.</summary>
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public bool AlwaysInterleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));

    public bool OnlyReads { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    public bool IsOneWay { get; } =
        method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));

    /// <summary>Time allowed to the method in particular, null for that of the host.</summary>
    public TimeSpan? Timeout { get; } = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
}

/// <summary>A method with its arguments as one value, so that they are neither boxed nor put into an array.</summary>
/// <typeparam name="TArguments">A value tuple of the parameters.</typeparam>
internal sealed class GrainMethod<TArguments>(
    MethodInfo method,
    Func<object, TArguments, Task> invoke,
    Func<TArguments, CancellationToken>? cancellationOf) : GrainMethod(method)
{
    public Func<object, TArguments, Task> Invoke { get; } = invoke;

    /// <summary>Finds the cancellation token among the arguments; null when the method takes none.</summary>
    public Func<TArguments, CancellationToken>? CancellationOf { get; } = cancellationOf;
}
