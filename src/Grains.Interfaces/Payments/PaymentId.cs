using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Consult.Feeds;
using Orleans;

namespace Consult.Payments;

/// <summary>
/// One payment. Key of the feed <c>payment/…</c>: the consultation's key, for its price, or that with a dot and a
/// number, for a pack of rounds bought later.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.PaymentId")]
[JsonConverter(typeof(StringIdConverter<PaymentId>))]
public readonly record struct PaymentId([property: Id(0)] string Value) : IStringId<PaymentId>
{
    /// <summary>The payment's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Payment, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PaymentId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
