using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;

namespace Consult.Feeds;

/// <summary>
/// Who of those with access to a feed may see an event. Written <c>all</c>, <c>staff</c> or <c>account:ID</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.Audience")]
[JsonConverter(typeof(AudienceConverter))]
public readonly record struct Audience
{
    private const string StaffText = "staff";
    private const string AccountPrefix = "account:";

    private Audience(string? text) => Text = text;

    /// <summary>Everyone with access.</summary>
    public static readonly Audience Everyone;

    /// <summary>Everyone with access who is neither on the patient's side nor of the public.</summary>
    public static readonly Audience Staff = new(StaffText);

    /// <summary>Null for everyone, which is nearly every event.</summary>
    [Id(0)] private string? Text { get; init; }

    /// <summary>Whether every reader with access may see the event.</summary>
    public bool IsEveryone => Text is null;

    /// <summary>One account alone.</summary>
    public static Audience Only(AccountId account) => new(AccountPrefix + account.Value);

    /// <summary>Whether a reader with access to the feed may see the event.</summary>
    public bool Admits(AccountId account, Role role) => Text switch
    {
        null => true,
        StaffText => role is not (Role.Patient or Role.Viewer),
        _ => Text.AsSpan(AccountPrefix.Length).SequenceEqual(account.Value),
    };

    /// <summary>Parses the stored form.</summary>
    /// <exception cref="FormatException">The text is none of the forms.</exception>
    public static Audience Parse(string text) => text switch
    {
        "all" => Everyone,
        StaffText => Staff,
        _ when text.StartsWith(AccountPrefix, StringComparison.Ordinal) => new(text),
        _ => throw new FormatException("not an audience"),
    };

    /// <inheritdoc/>
    public override string ToString() => Text ?? "all";
}

/// <summary>Writes an <see cref="Audience"/> in its text form.</summary>
public sealed class AudienceConverter : JsonConverter<Audience>
{
    /// <inheritdoc/>
    public override Audience Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Audience.Parse(reader.GetString() ?? throw new JsonException("not an audience"));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Audience value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
