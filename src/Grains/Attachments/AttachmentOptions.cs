namespace Consult.Attachments;

/// <summary>What an operator can change about attachments.</summary>
public sealed record AttachmentOptions
{
    /// <summary>The largest file in bytes.</summary>
    public long MaxSize { get; init; } = 50 * 1024 * 1024;

    /// <summary>How long an upload may stay unfinished; then it is removed.</summary>
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromHours(24);
}
