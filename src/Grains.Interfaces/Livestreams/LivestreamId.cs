using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Livestreams;

/// <summary>One livestream. Key of the feed <c>livestream/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.LivestreamId")]
[JsonConverter(typeof(StringIdConverter<LivestreamId>))]
public readonly record struct LivestreamId([property: Id(0)] string Value) : IStringId<LivestreamId>
{
    /// <summary>The livestream's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Livestream, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out LivestreamId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
