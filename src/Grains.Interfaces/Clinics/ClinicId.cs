using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Clinics;

/// <summary>One free clinic (义诊). Key of the feed <c>clinic/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.ClinicId")]
[JsonConverter(typeof(StringIdConverter<ClinicId>))]
public readonly record struct ClinicId([property: Id(0)] string Value) : IStringId<ClinicId>
{
    /// <summary>The clinic's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Clinic, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClinicId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
