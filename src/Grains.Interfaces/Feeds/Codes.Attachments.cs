namespace Consult.Feeds;

// Codes of attachments.
public static partial class Codes
{
    /// <summary>There is no such attachment yet, or it is another's, or no longer to be had.</summary>
    public const string AttachmentUnready = "attachment.unready";

    /// <summary>The account has as many unfinished uploads as allowed.</summary>
    public const string AttachmentLimit = "attachment.limit";

    /// <summary>The file is empty or too large.</summary>
    public const string AttachmentSize = "attachment.size";

    /// <summary>The file is of no accepted type.</summary>
    public const string AttachmentType = "attachment.type";

    /// <summary>What arrived is not what was announced.</summary>
    public const string AttachmentDigest = "attachment.digest";

    /// <summary>The image has too many pixels.</summary>
    public const string AttachmentPixels = "attachment.pixels";

    /// <summary>There is no chunk of that number, or it has another length.</summary>
    public const string AttachmentChunk = "attachment.chunk";

    /// <summary>Chunks are missing.</summary>
    public const string AttachmentIncomplete = "attachment.incomplete";

    /// <summary>The upload has ended.</summary>
    public const string AttachmentClosed = "attachment.closed";

    /// <summary>The attachment was taken back, removed or erased.</summary>
    public const string AttachmentGone = "attachment.gone";

    private static CodeInfo[] OfAttachments() =>
    [
        new(AttachmentUnready, 409, false, "The attachment is not complete, was taken back, or belongs elsewhere."),
        new(AttachmentLimit, 409, false, "You have as many unfinished uploads as allowed. Complete one first."),
        new(AttachmentSize, 413, false, "The file is empty or larger than allowed."),
        new(AttachmentType, 415, false, "Accepted are images (JPEG, PNG, WebP, GIF, HEIC), PDF and audio (MP3, M4A, AAC, Ogg, WAV, AMR), told by their content."),
        new(AttachmentDigest, 409, false, "What arrived has another SHA-256 than was announced. Begin again."),
        new(AttachmentPixels, 413, false, "The image has more than 50 million pixels."),
        new(AttachmentChunk, 400, false, "There is no chunk of that number, or it has another length."),
        new(AttachmentIncomplete, 409, false, "Chunks are missing. Send them, then complete again."),
        new(AttachmentClosed, 409, false, "The upload has ended."),
        new(AttachmentGone, 410, false, "The attachment was taken back, removed or erased."),
    ];
}
