using Consult.Api.Access;
using Consult.Api.SignIn;
using Consult.Attachments;
using Consult.Feeds;
using Orleans;

namespace Consult.Api.Blobs;

/// <summary>
/// Who may do what with an attachment: whoever has access to its consultation may read it once it is whole; before that
/// it is its sender's alone.
/// </summary>
internal sealed class AttachmentDoor(IGrainFactory grains, AccessGate gate)
{
    /// <summary>The attachment, for its sender.</summary>
    public async Task<FoundAttachment> FindOwnAsync(AttachmentId attachment, SignedIn who, CancellationToken cancellationToken)
    {
        var found = await FindAsync(attachment, who, cancellationToken);
        return found.View?.Account == who.Account ? found : new(null, found.Code ?? Codes.Forbidden);
    }

    /// <summary>The attachment, for whoever wants to read it.</summary>
    public async Task<FoundAttachment> FindReadableAsync(AttachmentId attachment, SignedIn who, CancellationToken cancellationToken)
    {
        var found = await FindAsync(attachment, who, cancellationToken);
        return found.View switch
        {
            null or { Status: AttachmentStatus.Ready } => found,
            { Status: AttachmentStatus.Uploading } view =>
                new(null, view.Account == who.Account ? Codes.AttachmentUnready : Codes.Forbidden),
            _ => new(null, Codes.AttachmentGone),
        };
    }

    private async Task<FoundAttachment> FindAsync(AttachmentId attachment, SignedIn who, CancellationToken cancellationToken)
    {
        var reading = await grains.GetGrain<IAttachmentGrain>(attachment.Value).View(cancellationToken);
        if (reading.Value is not { } view) return new(null, reading.Code);
        return await gate.FindAsync(view.Consultation.Feed, who, cancellationToken) is null
            ? new(null, Codes.Forbidden)
            : new(view, null);
    }
}

/// <summary>An attachment, or why not: one of the two is null.</summary>
internal readonly record struct FoundAttachment(AttachmentView? View, string? Code);
