using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Attachments;

/// <summary>The shell of <see cref="Attachment"/>.</summary>
[GrainType(FeedKinds.Attachment)]
internal sealed class AttachmentGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<AttachmentOptions> options,
    AttachmentChunks chunks,
    AttachmentInspector inspector)
    : FeedGrain<AttachmentState>(new Attachment(options.Value), snapshot, services), IAttachmentGrain
{
    /// <inheritdoc/>
    /// <remarks>
    /// The account counts its unfinished uploads itself: a place is taken there first and given back when the attachment
    /// refuses. A crash in between leaves a place that is free again when the upload's time would have been over.
    /// </remarks>
    public async Task<Answer> Begin(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not BeginAttachment wish) return Answer.Refused(Codes.Invalid);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        if (Attachment.Check(wish, options.Value) is { } bad) return Answer.Refused(bad);

        var consultation = await GrainFactory.GetGrain<IConsultationGrain>(wish.Consultation.Value).View(cancellationToken);
        if (consultation.Value is not { } facts) return Answer.Refused(consultation.Code!);
        var until = Clock.GetUtcNow() + options.Value.FinishWithin;
        var place = await TellAccount(request.By.Account, ":take", new TakeUpload(Id, until), cancellationToken);
        if (!place.IsAccepted) return Answer.Refused(place.Code!);

        var answer = await Execute(request, new OpenAttachment(wish, facts, until), cancellationToken);
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await TellAccount(request.By.Account, ":end", new EndUpload(Id), CancellationToken.None);
        return answer;
    }

    /// <inheritdoc/>
    public Task<Reading<AttachmentView>> View(CancellationToken cancellationToken = default) =>
        Read(Attachment.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        try
        {
            return request.Command switch
            {
                CompleteAttachment => await CompleteAsync(request, cancellationToken),
                RemoveAttachment when request.By.Role is Role.System => await RemoveAsync(request, cancellationToken),
                _ => await base.Execute(request, cancellationToken),
            };
        }
        catch (StoreAwayException)
        {
            return Answer.Refused(Codes.Busy);
        }
    }

    private AttachmentId Id => new(this.GetPrimaryKeyString());

    private async Task<Answer> CompleteAsync(Request request, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var reading = await View(cancellationToken);
        if (reading.Value is not { } view) return Answer.Refused(reading.Code!);
        var found = view.Status is AttachmentStatus.Uploading && view.Account == request.By.Account
            ? await inspector.InspectAsync(view, cancellationToken)
            : null;
        var answer = await Execute(request, new FinishAttachment(found), cancellationToken);
        // The refusal itself is not remembered, but that the file is no good is: nobody shall read it all again.
        if (found is { IsFinal: true } && answer.Code == found.Code)
            await Execute(new(new(request.Id.Value + ":reject"), Caller.System, new RejectAttachment(found.Code!)), CancellationToken.None);
        return answer;
    }

    private async Task<Answer> RemoveAsync(Request request, CancellationToken cancellationToken)
    {
        var reading = await View(cancellationToken);
        if (reading.Value is not { Status: AttachmentStatus.Rejected or AttachmentStatus.Abandoned })
            return await base.Execute(request, cancellationToken);
        await chunks.RemoveAsync(Id, cancellationToken);
        return await base.Execute(request, cancellationToken);
    }

    // A repetition of the request walks the same steps to the same stored answers.
    private Task<Answer> TellAccount(AccountId account, string step, Command command, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IAccountGrain>(account.Value)
            .Execute(new(new($"{Id.Feed}{step}"), Caller.System, command), cancellationToken);
}
