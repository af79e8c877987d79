using System.Collections.Frozen;
using System.Reflection;

namespace Consult.Feeds;

/// <summary>The event types there are, by their frozen names.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, Type> ByName = Scan().ToFrozenDictionary(NameIn);
    private static readonly FrozenDictionary<Type, string> ByType = Scan().ToFrozenDictionary(type => type, NameIn);

    /// <summary>Every event type with its name.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>The frozen name of a body's type.</summary>
    public static string NameOf(EventBody body) => ByType[body.GetType()];

    /// <summary>The body type of that name.</summary>
    /// <exception cref="UnknownEventException">This version does not know the name.</exception>
    public static Type TypeOf(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new UnknownEventException(name);

    private static IEnumerable<Type> Scan() =>
        typeof(EventBody).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(EventBody)));

    private static string NameIn(Type type) =>
        type.GetCustomAttribute<EventTypeAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} has no [EventType].");
}

/// <summary>
/// A feed holds an event that this version does not know, usually because a newer one wrote it. The feed is
/// quarantined: folding on without the event would decide on a state that never was.
/// </summary>
public sealed class UnknownEventException(string type) : Exception($"The event type '{type}' is not known.");
