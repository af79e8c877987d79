using Consult.Feeds;
using Orleans;

namespace Consult.Attachments;

/// <summary>One file that belongs to a consultation. Key: the <see cref="AttachmentId"/>.</summary>
[Alias("consult.IAttachmentGrain")]
public interface IAttachmentGrain : IFeedGrain
{
    /// <summary>Announces the file, after asking the consultation and the sender's account for room.</summary>
    /// <param name="request">With a <see cref="BeginAttachment"/>; sent to <see cref="IFeedGrain.Execute"/> it is refused.</param>
    /// <param name="cancellationToken">Counts until the decision.</param>
    [Alias("Begin")]
    Task<Answer> Begin(Request request, CancellationToken cancellationToken = default);

    /// <summary>The attachment; <see cref="Codes.Forbidden"/> when it was never announced.</summary>
    [Alias("View")]
    Task<Reading<AttachmentView>> View(CancellationToken cancellationToken = default);
}
