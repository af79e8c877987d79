using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Consult.Groups;
using Orleans;

namespace Consult.Threads;

/// <summary>One question in a group with everything under it. Key of the feed <c>thread/…</c>: the group's key, a dot and a name.</summary>
[GenerateSerializer, Immutable, Alias("consult.ThreadId")]
[JsonConverter(typeof(StringIdConverter<ThreadId>))]
public readonly record struct ThreadId([property: Id(0)] string Value) : IStringId<ThreadId>
{
    /// <summary>The thread's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Thread, Value);

    /// <summary>The group.</summary>
    [JsonIgnore] public GroupId Group => WithinGroup.GroupOf(Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out ThreadId id)
    {
        id = WithinGroup.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
