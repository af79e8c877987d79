using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>A file was announced.</summary>
[EventType("attachment.begun")]
public sealed record AttachmentBegun : EventBody
{
    /// <summary>Where it belongs; that feed's access rows are its door.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>Whom it is about: with this person's key its bytes are sealed.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>Bytes in the whole file.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes in each chunk but the last.</summary>
    public required int ChunkSize { get; init; }

    /// <summary>Not complete by this moment, it is removed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 as announced, lower-case hexadecimal; null when it was not.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its name where it came from.</summary>
    public PrivateText Name { get; init; }
}

/// <summary>The file is whole and of an accepted type.</summary>
[EventType("attachment.completed")]
public sealed record AttachmentCompleted : EventBody
{
    /// <summary>Media type by content.</summary>
    public required string Type { get; init; }

    /// <summary>SHA-256 of what is stored, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether a small JPEG of it was made.</summary>
    public required bool HasThumbnail { get; init; }
}

/// <summary>The file is not what was announced, or of no accepted type.</summary>
/// <param name="Code">Why, a code of <see cref="Codes"/>.</param>
[EventType("attachment.rejected")]
public sealed record AttachmentRejected(string Code) : EventBody;

/// <summary>The file was not complete in time.</summary>
[EventType("attachment.abandoned")]
public sealed record AttachmentAbandoned : EventBody;

/// <summary>The message with it was recalled; nobody is shown it any more.</summary>
[EventType("attachment.hidden")]
public sealed record AttachmentHidden : EventBody;

/// <summary>Its stored bytes are gone.</summary>
[EventType("attachment.removed")]
public sealed record AttachmentRemoved : EventBody;
