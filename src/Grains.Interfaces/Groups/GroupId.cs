using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Groups;

/// <summary>One health group (健康小组). Key of the feed <c>group/…</c>; it holds no dot.</summary>
[GenerateSerializer, Immutable, Alias("consult.GroupId")]
[JsonConverter(typeof(StringIdConverter<GroupId>))]
public readonly record struct GroupId([property: Id(0)] string Value) : IStringId<GroupId>
{
    /// <summary>The group's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Group, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out GroupId id)
    {
        id = KeyForm.IsKey(text) && !text.Contains('.') ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Keys of what belongs to a group: the group's key, a dot, and a name within the group.</summary>
internal static class WithinGroup
{
    public static bool IsKey([NotNullWhen(true)] string? text) =>
        KeyForm.IsKey(text) && text.IndexOf('.') is > 0 and var dot && dot == text.LastIndexOf('.') && dot < text.Length - 1;

    public static GroupId GroupOf(string key) => new(key[..key.LastIndexOf('.')]);
}
