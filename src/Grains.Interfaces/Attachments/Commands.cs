using Consult.Feeds;
using Orleans;

namespace Consult.Attachments;

/// <summary>
/// Announces a file: the request of <see cref="IAttachmentGrain.Begin"/>. By a party of the consultation, which must
/// not be over. Nothing of it is trusted but the size, which bounds what is taken in.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.BeginAttachment")]
public sealed record BeginAttachment : Command
{
    /// <summary>Where it belongs.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Bytes in the whole file, from 1.</summary>
    [Id(1)] public required long Size { get; init; }

    /// <summary>
    /// What the sender takes it for, as <c>image/jpeg</c>: lets a film be refused before it is sent. What it is, its
    /// content says.
    /// </summary>
    [Id(2)] public string? MediaType { get; init; }

    /// <summary>SHA-256 of the whole file, 64 hexadecimal digits; null when the sender does not know it.</summary>
    [Id(3)] public string? Sha256 { get; init; }

    /// <summary>Its name where it comes from, at most 200 UTF-16 code units; may be left out.</summary>
    [Id(4)] public PrivateText Name { get; init; }
}

/// <summary>Every chunk is there: checks size, digest and, by content, the type. By the account that began it.</summary>
[GenerateSerializer, Immutable, Alias("consult.CompleteAttachment")]
public sealed record CompleteAttachment : Command;

/// <summary>The file is not what it may be. Sent by the attachment to itself, after it has looked.</summary>
/// <param name="Code">Why, one of <see cref="Codes"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.RejectAttachment")]
public sealed record RejectAttachment([property: Id(0)] string Code) : Command;

/// <summary>The message with it was recalled. Sent by the consultation.</summary>
[GenerateSerializer, Immutable, Alias("consult.HideAttachment")]
public sealed record HideAttachment : Command;

/// <summary>Removes the stored bytes of a file that came to nothing. Sent by the attachment to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.RemoveAttachment")]
public sealed record RemoveAttachment : Command;
