using System.Text.Json;
using Consult.Feeds;

namespace Consult.Silo.Storage;

/// <summary>Enumerations and ids as columns hold them: lower camel case, <c>kind/key</c>.</summary>
internal static class StoredNames
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <exception cref="FormatException">No value has that name.</exception>
    public static T Parse<T>(string name) where T : struct, Enum =>
        Names<T>.ByName.TryGetValue(name, out var value) ? value : throw new FormatException($"not a {typeof(T).Name}");

    /// <summary>Splits what the store itself wrote; a kind of a newer version is carried, not judged.</summary>
    /// <exception cref="FormatException">The text has no slash.</exception>
    public static FeedId Feed(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? new(text[..slash], text[(slash + 1)..]) : throw new FormatException("not a feed");
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
