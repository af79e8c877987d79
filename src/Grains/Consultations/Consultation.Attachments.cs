using System.Collections.Immutable;
using Consult.Attachments;
using Consult.Feeds;

namespace Consult.Consultations;

// Messages with files: each must be whole, shown, and of this consultation.
internal sealed partial class Consultation
{
    private Decision PostWithFiles(ConsultationState state, PostAttached command, Context context) =>
        command.Found.All(found => IsUsable(state, found))
            ? Post(state, command.Message, context)
            : Decision.Refuse(Codes.AttachmentUnready);

    private static bool IsUsable(ConsultationState state, AttachmentView? found) =>
        found is { Status: AttachmentStatus.Ready } && found.Consultation == state.Consultation;

    private static ImmutableArray<Reaction> Hide(MessageRecalled e) =>
        [.. e.Attachments.Select(attachment => new Reaction(attachment.Feed, new HideAttachment()))];
}
