using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>What is known of a grain class, and how to make its objects.</summary>
internal sealed class GrainClass
{
    private const string DefaultStorage = "Default";
    private const string Suffix = "grain";

    private readonly (PersistentStateAttribute Name, Type Parameter)[] _states;
    private readonly bool _wantsContext;
    private readonly ObjectFactory _factory;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type)
            ?? GrainType.Create(NameByConvention(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        IdleLimit = type.IsDefined(typeof(KeepAliveAttribute))
            ? Timeout.InfiniteTimeSpan
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;

        var parameters = ConstructorOf(type).GetParameters();
        _wantsContext = parameters.Any(parameter => parameter.ParameterType == typeof(IGrainContext));
        _states =
        [
            .. from parameter in parameters
               let name = parameter.GetCustomAttribute<PersistentStateAttribute>()
               where name is not null
               select (name, parameter.ParameterType),
        ];
        var given = _states.Select(state => state.Parameter);
        _factory = ActivatorUtilities.CreateFactory(
            type, [.. _wantsContext ? given.Append(typeof(IGrainContext)) : given]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>How long it may be idle: null as the host says, infinite for ever.</summary>
    public TimeSpan? IdleLimit { get; }

    /// <summary>Makes an object, with services, context and unread states as its constructor asks for.</summary>
    public object Make(Activation activation, GrainRuntime runtime, out IStorage[] states)
    {
        states = Array.ConvertAll(_states, state => Open(state.Name, state.Parameter, activation));
        object[] given = _wantsContext ? [.. states, activation] : states;
        return _factory(activation.ActivationServices, given);
    }

    private static IStorage Open(PersistentStateAttribute name, Type parameter, Activation activation)
    {
        var storage = activation.ActivationServices
            .GetRequiredKeyedService<ILocalGrainStorage>(name.StorageName ?? DefaultStorage);
        var state = typeof(PersistentState<>).MakeGenericType(parameter.GetGenericArguments());
        return (IStorage)Activator.CreateInstance(state, name.StateName, activation.GrainId, storage)!;
    }

    private static ConstructorInfo ConstructorOf(Type type) => type.GetConstructors() switch
    {
        [var only] => only,
        _ => throw new InvalidOperationException($"{type} must have exactly one public constructor."),
    };

    // As Orleans names it.
    private static string NameByConvention(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length
            ? name[..^Suffix.Length]
            : name;
    }
}
