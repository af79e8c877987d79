using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consult.Api.Live;

/// <summary>What the server tells clients: a finished JSON object, which every hub protocol takes over in its own way.</summary>
[JsonConverter(typeof(HubArgumentConverter))]
internal sealed record HubArgument(ReadOnlyMemory<byte> Json)
{
    /// <summary>Never what is told.</summary>
    public override string ToString() => nameof(HubArgument);
}

/// <summary>Writes the object as it is.</summary>
internal sealed class HubArgumentConverter : JsonConverter<HubArgument>
{
    /// <inheritdoc/>
    public override HubArgument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Clients tell nothing in this form.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HubArgument value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
}
