using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>
/// Values as columns hold them: enumerations in lower camel case, feeds as <c>kind/key</c>, tags as 16 bytes, moments
/// as Unix milliseconds.
/// </summary>
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

    /// <summary>The 16 bytes of a tag.</summary>
    public static byte[] Bytes(Tag tag)
    {
        var bytes = new byte[Tag.Size];
        Chain.Write(bytes, tag);
        return bytes;
    }

    /// <summary>Unix milliseconds, rounded up: nobody is woken before the moment they asked for.</summary>
    public static long? Milliseconds(DateTimeOffset? moment) => moment is not { } at
        ? null
        : at.ToUnixTimeMilliseconds() + (at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);

    /// <summary>The terms of a directory entry as a JSON array.</summary>
    public static string TermsToJson(ImmutableArray<string> terms) => JsonSerializer.Serialize(terms);

    /// <summary>The bytes themselves; nobody may change them.</summary>
    public static byte[] Bytes(ImmutableArray<byte> bytes) => ImmutableCollectionsMarshal.AsArray(bytes) ?? [];

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
