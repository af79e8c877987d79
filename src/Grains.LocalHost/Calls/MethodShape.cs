using System.Linq.Expressions;
using System.Reflection;

namespace Consult.Grains.LocalHost;

/// <summary>How a method of a grain interface is turned into a call: the types for its arguments and its result.</summary>
internal sealed class MethodShape
{
    private static readonly Type[] Tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public MethodShape(MethodInfo method)
    {
        Method = method;
        Parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        if (method.IsGenericMethod || method.IsSpecialName || Parameters.Any(type => type.IsByRef))
            throw Unsupported("is generic, a property, an event or has a parameter by reference");
        if (Parameters.Length > Tuples.Length)
            throw Unsupported($"has more than {Tuples.Length} parameters: make them a record");
        Arguments = Parameters.Length == 0
            ? typeof(Nothing)
            : Tuples[Parameters.Length - 1].MakeGenericType(Parameters);
        Result = ResultOf(method.ReturnType);
    }

    public MethodInfo Method { get; }

    public Type[] Parameters { get; }

    /// <summary>One type that holds all arguments.</summary>
    public Type Arguments { get; }

    /// <summary>What the method's task yields.</summary>
    public Type Result { get; }

    public Type DescriptionType => typeof(GrainMethod<>).MakeGenericType(Arguments);

    /// <summary>Makes the value task, which the method returns, from a task.</summary>
    public ConstructorInfo ValueTaskConstructor => Method.ReturnType.IsGenericType
        ? Method.ReturnType.GetConstructor([typeof(Task<>).MakeGenericType(Result)])!
        : Method.ReturnType.GetConstructor([typeof(Task)])!;

    /// <summary>Makes what a proxy must know of the method.</summary>
    public object Describe() =>
        Activator.CreateInstance(DescriptionType, Method, CompileInvoke(), CompileCancellationOf())!;

    private Delegate CompileInvoke()
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(Arguments);
        var call = Expression.Call(
            Expression.Convert(target, Method.DeclaringType!),
            Method,
            Parameters.Select((_, index) => Expression.Field(arguments, $"Item{index + 1}")));
        var type = typeof(Func<,,>).MakeGenericType(typeof(object), Arguments, typeof(Task));
        return Expression.Lambda(type, AsTask(call), target, arguments).Compile();
    }

    private Expression AsTask(MethodCallExpression call)
    {
        if (Method.ReturnType == typeof(void))
            return Expression.Block(call, Expression.Constant(Task.CompletedTask, typeof(Task)));
        return Method.ReturnType.IsValueType
            ? Expression.Convert(Expression.Call(call, Method.ReturnType.GetMethod("AsTask")!), typeof(Task))
            : Expression.Convert(call, typeof(Task));
    }

    private Delegate? CompileCancellationOf()
    {
        var position = Array.IndexOf(Parameters, typeof(CancellationToken));
        if (position < 0)
            return null;
        var arguments = Expression.Parameter(Arguments);
        return Expression.Lambda(Expression.Field(arguments, $"Item{position + 1}"), arguments).Compile();
    }

    private Type ResultOf(Type returned)
    {
        if (returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask))
            return typeof(Nothing);
        if (returned.IsGenericType
            && returned.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>)))
            return returned.GetGenericArguments()[0];
        throw Unsupported("returns neither a task nor nothing");
    }

    private NotSupportedException Unsupported(string reason) =>
        new($"{Method.DeclaringType}.{Method.Name} {reason}.");
}
