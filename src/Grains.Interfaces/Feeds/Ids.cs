using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Orleans;

namespace Consult.Feeds;

/// <summary>An identifier that is a short string on the wire and a type of its own in code.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IStringId<TSelf> where TSelf : struct, IStringId<TSelf>
{
    /// <summary>The identifier as it travels and is stored.</summary>
    string Value { get; }

    /// <summary>Wraps a text that has the identifier's form.</summary>
    /// <returns>False when the text is not of that form.</returns>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}

/// <summary>The account that signs in and acts; what it may do is decided by access rows, never by the id.</summary>
[GenerateSerializer, Immutable, Alias("consult.AccountId")]
[JsonConverter(typeof(StringIdConverter<AccountId>))]
public readonly record struct AccountId([property: Id(0)] string Value) : IStringId<AccountId>
{
    /// <summary>The author of what no person did: deadlines and reactions.</summary>
    public static readonly AccountId System = new("system");

    /// <summary>The account's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Account, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A person who is treated. Key of the feed <c>patient/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.PatientId")]
[JsonConverter(typeof(StringIdConverter<PatientId>))]
public readonly record struct PatientId([property: Id(0)] string Value) : IStringId<PatientId>
{
    /// <summary>The patient's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Patient, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PatientId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A doctor as a practice, apart from the account that signs in. Key of the feed <c>doctor/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.DoctorId")]
[JsonConverter(typeof(StringIdConverter<DoctorId>))]
public readonly record struct DoctorId([property: Id(0)] string Value) : IStringId<DoctorId>
{
    /// <summary>The doctor's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Doctor, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out DoctorId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One consultation. Key of the feed <c>consultation/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.ConsultationId")]
[JsonConverter(typeof(StringIdConverter<ConsultationId>))]
public readonly record struct ConsultationId([property: Id(0)] string Value) : IStringId<ConsultationId>
{
    /// <summary>The consultation's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Consultation, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out ConsultationId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One attachment. Key of the feed <c>attachment/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.AttachmentId")]
[JsonConverter(typeof(StringIdConverter<AttachmentId>))]
public readonly record struct AttachmentId([property: Id(0)] string Value) : IStringId<AttachmentId>
{
    /// <summary>The attachment's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Attachment, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out AttachmentId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One call within a consultation. Key of the feed <c>call/…</c>.</summary>
[GenerateSerializer, Immutable, Alias("consult.CallId")]
[JsonConverter(typeof(StringIdConverter<CallId>))]
public readonly record struct CallId([property: Id(0)] string Value) : IStringId<CallId>
{
    /// <summary>The call's feed.</summary>
    [JsonIgnore] public FeedId Feed => new(FeedKinds.Call, Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out CallId id)
    {
        id = KeyForm.IsKey(text) ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>
/// The client's own name for one command: 1–128 visible ASCII characters, best a UUID. An accepted command sent
/// twice under one id has one effect and one answer for the feed's whole life.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.CommandId")]
[JsonConverter(typeof(StringIdConverter<CommandId>))]
public readonly record struct CommandId([property: Id(0)] string Value) : IStringId<CommandId>
{
    /// <summary>The longest id that is accepted, in characters.</summary>
    public const int MaxLength = 128;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out CommandId id)
    {
        id = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExceptInRange('!', '~') ? new(text) : default;
        return id.Value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The form that keys of actors and accounts share.</summary>
public static class KeyForm
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Letters, digits, dot, hyphen and underscore of ASCII, 1–64 of them: safe in URLs, logs and SQL.</summary>
    public static bool IsKey([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Characters);
}
