using System.Reflection;

namespace Consult.Grains.LocalHost.Tests.Surface;

/// <summary>What code outside an assembly can use of a type, in words that can be compared.</summary>
internal static class Signatures
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        var kind = $"is {(type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class")}";
        var methods = Texts(type.GetMethods(Declared).Where(IsUsable), Text);
        var constructors = Texts(type.GetConstructors(Declared).Where(IsUsable), Text);
        var fields = Texts(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily), Text);
        return [kind, .. methods, .. constructors, .. fields];
    }

    public static IEnumerable<string> BasesOf(Type type) =>
        type.GetInterfaces().Append(type.BaseType).OfType<Type>().Select(found => $"is {found}");

    public static IEnumerable<string> UsageOf(Type type) => Texts(
        type.GetCustomAttributesData(),
        data => data.AttributeType.FullName == typeof(AttributeUsageAttribute).FullName
            ? $"on {data.ConstructorArguments[0].Value}"
            : "");

    // What names a type of an Orleans assembly that is not here cannot be anything of ours.
    private static IEnumerable<string> Texts<T>(IEnumerable<T> parts, Func<T, string> text) => parts
        .Select(part =>
        {
            try
            {
                return text(part);
            }
            catch (Exception missing) when (missing is TypeLoadException or FileNotFoundException)
            {
                return "";
            }
        })
        .Where(found => found.Length > 0);

    private static bool IsUsable(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Text(MethodBase method)
    {
        var access = method.IsPublic ? "public" : "protected";
        var binding = method.IsStatic ? "static " : "";
        var result = method is MethodInfo info ? $"{info.ReturnType} " : "";
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Text))}>"
            : "";
        return $"{access} {binding}{result}{method.Name}{generic}({string.Join(", ", method.GetParameters().Select(Text))})";
    }

    private static string Text(Type parameter) =>
        $"{parameter} : {parameter.GenericParameterAttributes} "
        + string.Join("&", parameter.GetGenericParameterConstraints().Select(bound => bound.ToString()));

    private static string Text(ParameterInfo parameter) =>
        $"{parameter.ParameterType} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue}" : "")}";

    private static string Text(FieldInfo field) =>
        $"{field.FieldType} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}";
}
