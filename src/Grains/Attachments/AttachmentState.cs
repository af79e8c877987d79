using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>What an attachment's feed has become.</summary>
internal sealed record AttachmentState
{
    public bool Exists { get; init; }

    public AttachmentId Attachment { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    /// <summary>Who sends it.</summary>
    public AccountId Account { get; init; }

    public AttachmentStatus Status { get; init; }

    public long Size { get; init; }

    public int ChunkSize { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string? Type { get; init; }

    public string? Sha256 { get; init; }

    public bool HasThumbnail { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the bytes of an upload that came to nothing are gone.</summary>
    public bool IsRemoved { get; init; }

    public PrivateText Name { get; init; }
}
