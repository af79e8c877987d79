using System.Collections.Immutable;
using Orleans;

namespace Consult.Feeds;

/// <summary>
/// The body of an event: what happened, in the past tense. Bodies are stored as JSON under the name that
/// <see cref="EventTypeAttribute"/> gives; names and fields are frozen in <c>tests/golden/contracts.txt</c>, because
/// these bytes must be read in fifteen years (互联网诊疗监管细则 2022: records are kept at least 15 years).
/// Properties of type <see cref="PrivateText"/>, or lists of it, are sealed; all others are stored in clear. A sealed
/// property is never <c>required</c>, because it is absent once its key was destroyed, and the fold must go on.
/// </summary>
public abstract record EventBody;

/// <summary>The stored name of an event type, as in <c>message.posted</c>.</summary>
/// <param name="name">Frozen for good once an event of the type was stored.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name { get; } = name;
}

/// <summary>What is known of an event for ever, also when its body was taken away.</summary>
[GenerateSerializer, Immutable, Alias("consult.Envelope")]
public sealed record Envelope
{
    /// <summary>The feed it belongs to.</summary>
    [Id(0)] public required FeedId Feed { get; init; }

    /// <summary>Its number in the feed: 1, 2, 3 … without gaps.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>The frozen name of its type.</summary>
    [Id(2)] public required string Type { get; init; }

    /// <summary>When it happened: UTC, whole milliseconds, never before the event in front of it.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>Who wrote it.</summary>
    [Id(4)] public required Author By { get; init; }

    /// <summary>Who may see it.</summary>
    [Id(5)] public required Audience Audience { get; init; }

    /// <summary>The command it answers.</summary>
    [Id(6)] public required CommandId Command { get; init; }

    /// <summary>Its place in the chain.</summary>
    [Id(7)] public required Tag Tag { get; init; }

    /// <summary>The position of a reader who knows everything up to this event.</summary>
    public Position Position => new(Seq, Tag);
}

/// <summary>
/// One event as it is stored and as it crosses process boundaries: the envelope and the sealed bytes of its body, so
/// that an older node can carry types it does not know.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.FeedEvent")]
public sealed record FeedEvent
{
    /// <summary>The envelope.</summary>
    [Id(0)] public required Envelope Envelope { get; init; }

    /// <summary>UTF-8 JSON with its private part sealed; empty when the body was erased.</summary>
    [Id(1)] public required ImmutableArray<byte> Body { get; init; }

    /// <summary>Keyed digest of <see cref="Body"/> as it was written, 32 bytes; it outlives the body.</summary>
    [Id(2)] public required ImmutableArray<byte> Digest { get; init; }

    /// <summary>Why readers no longer see the private part; null when they do.</summary>
    [Id(3)] public Redaction? Redacted { get; init; }
}

/// <summary>Why the private part of an event is no longer shown.</summary>
public enum Redaction
{
    /// <summary>Its author took it back.</summary>
    Recalled,

    /// <summary>A moderator hid it.</summary>
    Hidden,

    /// <summary>Its body was destroyed.</summary>
    Erased,
}
