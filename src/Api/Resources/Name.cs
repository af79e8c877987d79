using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Consult.Api.Resources;

/// <summary>A value of an enumeration in a path or query, in the form it has in JSON and in no other.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal readonly record struct Name<T>(T Value) where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByName =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    /// <summary>The value of that name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Name<T> name)
    {
        var known = ByName.TryGetValue(text ?? "", out var value);
        name = new(value);
        return known;
    }

    /// <summary>The name.</summary>
    public override string ToString() => JsonNamingPolicy.CamelCase.ConvertName(Value.ToString());
}
