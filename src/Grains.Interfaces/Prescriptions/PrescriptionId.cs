using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Prescriptions;

/// <summary>One prescription. Key of the feed <c>prescription/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.PrescriptionId")]
[JsonConverter(typeof(StringIdConverter<PrescriptionId>))]
public readonly record struct PrescriptionId([property: Id(0)] string Value) : IStringId<PrescriptionId>
{
    /// <summary>The prescription's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Prescription, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PrescriptionId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
