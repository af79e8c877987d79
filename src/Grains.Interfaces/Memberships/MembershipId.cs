using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Consult.Groups;
using Orleans;

namespace Consult.Memberships;

/// <summary>
/// One patient's membership of one group. Key of the feed <c>membership/…</c>: the group's key, a dot and a digest, so
/// that other members learn nothing of the patient from it, nor that two groups have the same member.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.MembershipId")]
[JsonConverter(typeof(StringIdConverter<MembershipId>))]
public readonly record struct MembershipId([property: Id(0)] string Value) : IStringId<MembershipId>
{
    /// <summary>The membership's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Membership, Value);

    /// <summary>The group.</summary>
    [JsonIgnore] public GroupId Group => WithinGroup.GroupOf(Value);

    /// <summary>The membership of a patient in a group, whether or not there is one.</summary>
    public static MembershipId Of(GroupId group, PatientId patient)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{group}\n{patient}"));
        return new($"{group}.{Convert.ToHexStringLower(digest.AsSpan(0, 8))}");
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out MembershipId id)
    {
        id = WithinGroup.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
