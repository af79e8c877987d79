using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Consult.Feeds;
using Orleans;

namespace Consult.Contracts;

/// <summary>
/// What crosses a grain boundary is described to the serializer and immutable: the local host passes references, and
/// an actor's answer must not change in its caller's hands.
/// </summary>
public sealed class BoundaryTests
{
    private static readonly Assembly Interfaces = typeof(IFeedGrain).Assembly;

    private static readonly HashSet<Type> Plain =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(ulong), typeof(byte), typeof(double), typeof(decimal),
         typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(CancellationToken)];

    private static readonly Type[] Collections = [typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(Nullable<>)];

    public static TheoryData<Type> Crossing() => [.. Reachable().Where(type => !type.IsEnum).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Crossing))]
    public void What_crosses_a_boundary_is_described_to_the_serializer(Type type)
    {
        type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false).ShouldNotBeNull();
        type.GetCustomAttribute<ImmutableAttribute>(inherit: false).ShouldNotBeNull();
        type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull().Alias.ShouldStartWith("consult.");

        var ids = Members(type).Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).ToArray();
        ids.ShouldNotContain((uint?)null, $"a member of {type.Name} has no [Id]");
        ids.ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Crossing))]
    public void What_crosses_a_boundary_cannot_change(Type type)
    {
        foreach (var property in Members(type).Where(property => property.SetMethod is not null))
            property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
                .ShouldContain(typeof(IsExternalInit), $"{type.Name}.{property.Name} can be set later");
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            field.IsInitOnly.ShouldBeTrue($"{type.Name}.{field.Name} can be set later");
        (type.IsSealed || type.IsAbstract).ShouldBeTrue($"a subclass of {type.Name} could add what changes");
    }

    [Fact]
    public void Aliases_are_unique() =>
        Interfaces.GetTypes().Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).OfType<string>().ShouldBeUnique();

    [Fact]
    public void Every_method_of_a_grain_interface_has_an_alias_of_its_own()
    {
        foreach (var contract in Contracts())
        {
            var aliases = contract.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).ToArray();
            aliases.ShouldNotContain((string?)null, contract.Name);
            aliases.ShouldBeUnique(contract.Name);
        }
    }

    [Fact]
    public void Every_command_is_found_by_this_test()
    {
        var reachable = Reachable();
        foreach (var command in Interfaces.GetTypes().Where(type => type.IsSubclassOf(typeof(Command))))
            reachable.ShouldContain(command);
        reachable.ShouldContain(typeof(FeedEvent));
    }

    public static TheoryData<Type> Bodies() => [.. EventCatalogue.All.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value)];

    [Theory, MemberData(nameof(Bodies))]
    public void Private_text_lies_at_the_top_of_an_event_and_may_be_gone(Type body)
    {
        foreach (var property in body.GetProperties())
        {
            if (IsSealed(property.PropertyType))
                property.GetCustomAttribute<RequiredMemberAttribute>()
                    .ShouldBeNull($"{body.Name}.{property.Name} is required, and absent once its key was destroyed");
            else
                Within(property.PropertyType).ShouldNotContain(typeof(PrivateText), $"{body.Name}.{property.Name} would be stored in clear");
        }
    }

    [Theory, MemberData(nameof(Bodies))]
    public void What_may_be_null_in_an_event_is_not_required_as_it_is_not_stored(Type body)
    {
        foreach (var property in body.GetProperties())
            if (new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable)
                property.GetCustomAttribute<RequiredMemberAttribute>()
                    .ShouldBeNull($"{body.Name}.{property.Name} is required, and absent when it is null: its feed could not be read again");
    }

    [Theory, MemberData(nameof(Bodies))]
    public void No_field_of_an_event_begins_with_a_dollar_sign(Type body) =>
        FeedJson.Options.GetTypeInfo(body).Properties.ShouldAllBe(property => !property.Name.StartsWith('$'));

    [Theory, MemberData(nameof(Bodies))]
    public void Event_bodies_cannot_change(Type body) => What_crosses_a_boundary_cannot_change(body);

    private static bool IsSealed(Type type) => type == typeof(PrivateText) || type == typeof(ImmutableArray<PrivateText>);

    private static IEnumerable<Type> Contracts() =>
        Interfaces.GetTypes().Where(type => type.IsInterface && (type.IsAssignableTo(typeof(IGrain)) || type.IsAssignableTo(typeof(IGrainObserver))));

    private static HashSet<Type> Reachable()
    {
        var found = new HashSet<Type>();
        foreach (var method in Contracts().SelectMany(contract => contract.GetMethods()))
        {
            foreach (var parameter in method.GetParameters()) Add(found, parameter.ParameterType);
            if (method.ReturnType.IsGenericType) Add(found, method.ReturnType.GetGenericArguments()[0]);
        }
        return found;
    }

    private static HashSet<Type> Within(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type);
        return found;
    }

    // Follows members, elements, type arguments and subclasses; anything it does not know is an error.
    private static void Add(HashSet<Type> found, Type type)
    {
        if (Plain.Contains(type) || type.IsAssignableTo(typeof(IGrainObserver))) return;
        if (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()))
        {
            foreach (var argument in type.GetGenericArguments()) Add(found, argument);
            return;
        }
        type.Assembly.ShouldBe(Interfaces, $"{type} crosses a boundary and is none of ours");
        if (!found.Add(type) || type.IsEnum) return;
        foreach (var member in Members(type)) Add(found, member.PropertyType);
        foreach (var subclass in Interfaces.GetTypes().Where(other => other.IsSubclassOf(type))) Add(found, subclass);
    }

    /// <summary>What the serializer writes: every property that has a field behind it.</summary>
    private static IEnumerable<PropertyInfo> Members(Type type) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null
        select property;
}
