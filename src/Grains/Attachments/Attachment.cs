using System.Collections.Immutable;
using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>
/// A request with the facts it rests on, as the shell gathered them. It never crosses a boundary, so nobody but the
/// shell can make the facts up.
/// </summary>
internal sealed record OpenAttachment(BeginAttachment Request, ConsultationView Consultation, DateTimeOffset ExpiresAt) : Command;

/// <summary>The wish to complete, with what the shell found in the chunks; it looks only when that can matter.</summary>
internal sealed record FinishAttachment(Inspection? Inspection) : Command;

/// <summary>One file of a consultation: announced, checked as a whole, then never changed.</summary>
internal sealed class Attachment(AttachmentOptions options) : FeedModel<AttachmentState>
{
    private const int MaxName = 200;
    private const int Sha256Digits = 64;

    public override int FoldVersion => 1;

    public override AttachmentState Empty { get; } = new();

    public override string? SubjectOf(AttachmentState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(AttachmentState state, Command command, Context context) => command switch
    {
        OpenAttachment open => Open(state, open),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        FinishAttachment finish => Finish(state, finish, context),
        _ when context.By.Role is not Role.System => Decision.Refuse(Codes.Forbidden),
        RejectAttachment reject => state.Status is AttachmentStatus.Uploading
            ? Decision.Accept(new AttachmentRejected(reject.Code))
            : Decision.Accept(),
        HideAttachment => state.Status is AttachmentStatus.Ready
            ? Decision.Accept(new AttachmentHidden())
            : Decision.Accept(),
        RemoveAttachment => Remove(state),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override AttachmentState Apply(AttachmentState state, EventBody body, Envelope envelope) => body switch
    {
        AttachmentBegun e => state with
        {
            Exists = true,
            Attachment = new(envelope.Feed.Key),
            Consultation = e.Consultation,
            Patient = e.Patient,
            Account = envelope.By.Account,
            Size = e.Size,
            ChunkSize = e.ChunkSize,
            ExpiresAt = e.ExpiresAt,
            Sha256 = e.Sha256,
            Name = e.Name,
        },
        AttachmentCompleted e => state with
        {
            Status = AttachmentStatus.Ready,
            Type = e.Type,
            Sha256 = e.Sha256,
            HasThumbnail = e.HasThumbnail,
        },
        AttachmentRejected e => state with { Status = AttachmentStatus.Rejected, Code = e.Code },
        AttachmentAbandoned => state with { Status = AttachmentStatus.Abandoned },
        AttachmentHidden => state with { Status = AttachmentStatus.Hidden },
        AttachmentRemoved => state with { IsRemoved = true },
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override DateTimeOffset? DeadlineOf(AttachmentState state) =>
        state is { Exists: true, Status: AttachmentStatus.Uploading } ? state.ExpiresAt : null;

    public override ImmutableArray<Draft> PassDeadline(AttachmentState state) => [new AttachmentAbandoned()];

    public override ImmutableArray<Reaction> ReactionsTo(AttachmentState state, EventBody body, Envelope envelope)
    {
        var account = new FeedId(FeedKinds.Account, state.Account.Value);
        var end = new Reaction(account, new EndUpload(state.Attachment));
        return body switch
        {
            AttachmentCompleted => [end],
            AttachmentRejected or AttachmentAbandoned => [end, new(envelope.Feed, new RemoveAttachment())],
            _ => [],
        };
    }

    public static AttachmentView? ViewOf(AttachmentState state) => !state.Exists ? null : new()
    {
        Attachment = state.Attachment,
        Consultation = state.Consultation,
        Patient = state.Patient,
        Account = state.Account,
        Status = state.Status,
        Size = state.Size,
        ChunkSize = state.ChunkSize,
        ExpiresAt = state.ExpiresAt,
        Type = state.Type,
        Sha256 = state.Sha256,
        HasThumbnail = state.HasThumbnail,
        Name = state.Name,
    };

    /// <summary>The code for what is wrong with an announcement; null when it is well.</summary>
    public static string? Check(BeginAttachment wish, AttachmentOptions options)
    {
        if (wish.Size < 1 || wish.Size > options.MaxSize) return Codes.AttachmentSize;
        if (wish.MediaType is { } type && !FileTypes.MayBeAccepted(type)) return Codes.AttachmentType;
        if (wish.Sha256 is { } digest && (digest.Length != Sha256Digits || !digest.All(char.IsAsciiHexDigit))) return Codes.Invalid;
        return TextRules.CheckOptional(wish.Name, MaxName);
    }

    private Decision Open(AttachmentState state, OpenAttachment open)
    {
        if (state.Exists) return Decision.Refuse(Codes.AttachmentClosed);
        if (Check(open.Request, options) is { } bad) return Decision.Refuse(bad);
        if (open.Consultation.Status >= ConsultationStatus.Completed) return Decision.Refuse(Codes.ConsultationClosed);
        return Decision.Accept(new AttachmentBegun
        {
            Consultation = open.Request.Consultation,
            Patient = open.Consultation.Patient,
            Size = open.Request.Size,
            ChunkSize = AttachmentChunks.ChunkSize,
            ExpiresAt = open.ExpiresAt,
            Sha256 = open.Request.Sha256?.ToLowerInvariant(),
            Name = open.Request.Name,
        });
    }

    private static Decision Finish(AttachmentState state, FinishAttachment finish, Context context)
    {
        if (context.By.Account != state.Account) return Decision.Refuse(Codes.Forbidden);
        return state.Status switch
        {
            AttachmentStatus.Ready => Decision.Accept(),
            AttachmentStatus.Rejected => Decision.Refuse(state.Code!),
            AttachmentStatus.Hidden or AttachmentStatus.Abandoned => Decision.Refuse(Codes.AttachmentGone),
            _ => Complete(finish.Inspection),
        };
    }

    private static Decision Complete(Inspection? found) => found switch
    {
        null => Decision.Refuse(Codes.Invalid),
        { Code: { } code } => Decision.Refuse(code),
        _ => Decision.Accept(new AttachmentCompleted
        {
            Type = found.Type,
            Sha256 = found.Sha256,
            HasThumbnail = found.HasThumbnail,
        }),
    };

    // What is whole stays: only the record's own rules end it, by the person's key.
    private static Decision Remove(AttachmentState state) => state switch
    {
        { Status: not (AttachmentStatus.Rejected or AttachmentStatus.Abandoned) } => Decision.Refuse(Codes.Invalid),
        { IsRemoved: true } => Decision.Accept(),
        _ => Decision.Accept(new AttachmentRemoved()),
    };
}
