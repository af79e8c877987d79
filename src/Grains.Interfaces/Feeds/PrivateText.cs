using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;

namespace Consult.Feeds;

/// <summary>
/// Text about a person: what patients and doctors write, names, numbers. It is sealed wherever it is stored, and its
/// <see cref="ToString"/> gives nothing away, so that a record which holds it can be logged by accident without harm.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.PrivateText")]
[JsonConverter(typeof(PrivateTextConverter))]
public readonly record struct PrivateText([property: Id(0)] string? Value)
{
    /// <summary>Text that was erased, or whose key was destroyed.</summary>
    public static readonly PrivateText Gone;

    /// <summary>Whether the text was taken away; what happened remains known, what was said does not.</summary>
    public bool IsGone => Value is null;

    /// <summary>Never the text itself.</summary>
    public override string ToString() => IsGone ? "(gone)" : "(private)";

    /// <summary>Wraps a text.</summary>
    public static implicit operator PrivateText(string? value) => new(value);
}

/// <summary>Writes a <see cref="PrivateText"/> as the string it holds; what seals it sits around the serializer.</summary>
public sealed class PrivateTextConverter : JsonConverter<PrivateText>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
