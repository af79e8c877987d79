using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Consult.Feeds;
using Orleans;

namespace Consult.Contracts;

/// <summary>Writes down what others rely on, one line per name, so that a change of it shows as a change of a line.</summary>
internal static class ContractText
{
    private static readonly Assembly Interfaces = typeof(IFeedGrain).Assembly;

    public static string Write()
    {
        var text = new StringBuilder();
        Section(text, "Events: stored name, and fields with their JSON types. Private ones are sealed.", Events());
        Section(text, "Commands: alias, and fields with their JSON types.", Commands());
        Section(text, "Enums: values as they are stored and sent, with the numbers that cross grain boundaries.", Enums());
        Section(text, "Codes: HTTP status, and whether the same command may be sent again.", ErrorCodes());
        Section(text, "Grain interfaces: aliases, methods, parameters.", Grains());
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append("# ").AppendLine(title).AppendLine();
        foreach (var line in lines.Order(StringComparer.Ordinal)) text.AppendLine(line);
        text.AppendLine();
    }

    private static IEnumerable<string> Events() =>
        EventCatalogue.All.Select(e => $"{e.Key} {{ {Fields(e.Value)} }}");

    private static IEnumerable<string> Commands() =>
        from type in Interfaces.GetTypes()
        where type.IsSubclassOf(typeof(Command))
        select $"{type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias} {{ {Fields(type)} }}";

    private static IEnumerable<string> Enums() =>
        from type in Interfaces.GetTypes()
        where type.IsEnum && type.IsPublic
        select $"{type.Name}: {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{Camel(value.ToString()!)} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}"))}";

    private static IEnumerable<string> ErrorCodes() =>
        Codes.All.Select(info => $"{info.Code}: {info.Status}{(info.Retry ? ", retry" : "")}");

    private static IEnumerable<string> Grains() =>
        from type in Interfaces.GetTypes()
        where type.IsInterface && type.GetCustomAttribute<AliasAttribute>(inherit: false) is not null
        from method in type.GetMethods()
        let parameters = method.GetParameters().Where(p => p.ParameterType != typeof(CancellationToken))
        select $"{type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias}.{method.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? "(no alias)"}"
            + $"({string.Join(", ", parameters.Select(p => p.ParameterType.Name))}): {NameOf(method.ReturnType)}";

    private static string Fields(Type type) => string.Join(", ",
        from property in type.GetProperties()
        where property.Name != "EqualityContract"
        orderby property.MetadataToken
        select $"{Camel(property.Name)}: {JsonTypeOf(property)}");

    private static string JsonTypeOf(PropertyInfo property)
    {
        var optional = new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;
        return JsonTypeOf(property.PropertyType) + (optional ? "?" : "");
    }

    private static string JsonTypeOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return JsonTypeOf(inner);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return $"[{JsonTypeOf(type.GetGenericArguments()[0])}]";
        if (type == typeof(PrivateText)) return "private string";
        if (type == typeof(DateTimeOffset)) return "string (date-time)";
        if (type == typeof(DateOnly)) return "string (date)";
        if (type == typeof(TimeSpan)) return "string (duration)";
        if (type == typeof(string)) return "string";
        if (type == typeof(bool)) return "boolean";
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return "number";
        if (type.IsEnum) return type.Name;
        if (IsStringId(type)) return $"string ({type.Name})";
        // A record within a record: its fields stand where it stands.
        if (type.Assembly == Interfaces && type.IsSealed) return $"{{ {Fields(type)} }}";
        throw new NotSupportedException($"Say how {type} looks in JSON.");
    }

    private static bool IsStringId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IStringId<>));

    private static string NameOf(Type type) => !type.IsGenericType
        ? type.Name
        : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
