using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>The grain classes that are hosted.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = [];

    public GrainCatalog(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var found = new GrainClass(type);
            if (!_classes.TryAdd(found.GrainType, found))
                throw new InvalidOperationException(
                    $"{type} and {_classes[found.GrainType].Type} are both of the kind {found.GrainType}.");
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _classes.Count;

    /// <exception cref="ArgumentException">No class of this kind is hosted.</exception>
    public GrainClass ClassOf(GrainType type) => _classes.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"No grain class of the kind {type} is hosted.");

    /// <summary>Finds the kind of grain that has an interface.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, has the interface.</exception>
    public GrainType TypeFor(Type grainInterface, string? prefix) =>
        _resolved.GetOrAdd((grainInterface, prefix), static (key, self) => self.Resolve(key.Interface, key.Prefix), this);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && type.IsAssignableTo(typeof(IGrain))
        && !type.IsAssignableTo(typeof(GrainReference));

    private GrainType Resolve(Type grainInterface, string? prefix)
    {
        var candidates = _classes.Values
            .Where(candidate => candidate.Type.IsAssignableTo(grainInterface))
            .Where(candidate => prefix is null || candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return candidates switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException($"No grain class with {grainInterface} is hosted."),
            _ => throw new ArgumentException(
                $"{grainInterface} is had by {string.Join(", ", candidates.Select(candidate => candidate.Type))}."),
        };
    }
}
