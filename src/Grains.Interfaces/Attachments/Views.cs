using Consult.Feeds;
using Orleans;

namespace Consult.Attachments;

/// <summary>Where an attachment stands.</summary>
public enum AttachmentStatus
{
    /// <summary>Its chunks are on their way.</summary>
    Uploading,

    /// <summary>Whole, checked, and never changed again.</summary>
    Ready,

    /// <summary>Its message was recalled.</summary>
    Hidden,

    /// <summary>Not what was announced, or of no accepted type.</summary>
    Rejected,

    /// <summary>Not complete in time.</summary>
    Abandoned,
}

/// <summary>An attachment as it stands.</summary>
[GenerateSerializer, Immutable, Alias("consult.AttachmentView")]
public sealed record AttachmentView
{
    /// <summary>The attachment.</summary>
    [Id(0)] public required AttachmentId Attachment { get; init; }

    /// <summary>Where it belongs.</summary>
    [Id(1)] public required ConsultationId Consultation { get; init; }

    /// <summary>Whom it is about.</summary>
    [Id(2)] public required PatientId Patient { get; init; }

    /// <summary>Who sends it.</summary>
    [Id(3)] public required AccountId Account { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(4)] public required AttachmentStatus Status { get; init; }

    /// <summary>Bytes in the whole file.</summary>
    [Id(5)] public required long Size { get; init; }

    /// <summary>Bytes in each chunk but the last.</summary>
    [Id(6)] public required int ChunkSize { get; init; }

    /// <summary>Not complete by this moment, it is removed.</summary>
    [Id(7)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Media type by content; null before it is complete.</summary>
    [Id(8)] public string? Type { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal: what was announced, then what is stored; null when neither.</summary>
    [Id(9)] public string? Sha256 { get; init; }

    /// <summary>Whether there is a small JPEG of it.</summary>
    [Id(10)] public bool HasThumbnail { get; init; }

    /// <summary>Its name where it came from.</summary>
    [Id(11)] public PrivateText Name { get; init; }

    /// <summary>How many chunks it has.</summary>
    public int Chunks => (int)((Size + ChunkSize - 1) / ChunkSize);

    /// <summary>Bytes in the chunk of that number, from 0.</summary>
    public int LengthOf(int chunk) => chunk < Chunks - 1 ? ChunkSize : (int)(Size - ((long)chunk * ChunkSize));
}
