using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Departments;

/// <summary>A department (科室). Key of the feed <c>department/…</c>; it derives from the department's name.</summary>
[GenerateSerializer, Immutable, Alias("consult.DepartmentId")]
[JsonConverter(typeof(StringIdConverter<DepartmentId>))]
public readonly record struct DepartmentId([property: Id(0)] string Value) : IStringId<DepartmentId>
{
    /// <summary>The department's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Department, Value);

    /// <summary>
    /// The department of a name: spaces around it do not count, everything else does. Unicode is not normalised, as what
    /// a server knows of that depends on its machine and the key must not.
    /// </summary>
    public static DepartmentId Of(string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim()));
        return new("d-" + Convert.ToHexStringLower(digest.AsSpan(0, 12)));
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out DepartmentId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
