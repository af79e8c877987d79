using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;
using Orleans;

namespace Consult.Featured;

/// <summary>
/// One featured answer (精选). Key of the feed <c>answer/…</c>: the group's key, a dot and a digest of thread and answer, so
/// that each answer is proposed once.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.FeaturedId")]
[JsonConverter(typeof(StringIdConverter<FeaturedId>))]
public readonly record struct FeaturedId([property: Id(0)] string Value) : IStringId<FeaturedId>
{
    /// <summary>Its feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Answer, Value);

    /// <summary>The group.</summary>
    [JsonIgnore] public GroupId Group => WithinGroup.GroupOf(Value);

    /// <summary>What features an answer.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="post">Number of the answer's first event there.</param>
    public static FeaturedId Of(ThreadId thread, long post)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{thread}\n{post}")));
        return new($"{thread.Group}.{Convert.ToHexStringLower(digest.AsSpan(0, 12))}");
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeaturedId id)
    {
        id = WithinGroup.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
