using Consult.Feeds;
using Consult.Groups;
using Consult.Patients;
using Consult.Threads;
using Consult.Time;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Memberships;

/// <summary>The shell of <see cref="Membership"/>: it asks group, patient and thread for what a decision rests on.</summary>
/// <remarks>Facts are asked for only when the request is new: once accepted, the answer stands whatever became of them.</remarks>
[GrainType(FeedKinds.Membership)]
internal sealed class MembershipGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<GroupOptions> options,
    IOptions<OperatorTime> time)
    : FeedGrain<MembershipState>(new Membership(options.Value, time.Value, new()), snapshot, services), IMembershipGrain
{
    /// <inheritdoc/>
    public Task<Reading<MembershipView>> View(CancellationToken cancellationToken = default) =>
        Read(state => Membership.ViewOf(state, options.Value, time.Value, Clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async Task<Reading<PublicText>> PublicText(long post, CancellationToken cancellationToken = default)
    {
        var written = await ReadOwnAsync(post, cancellationToken) as PostWritten;
        return PublicTexts.Of(written?.Original ?? PrivateText.Gone, byStaff: false, new());
    }

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not (JoinGroup or InviteMember or AskQuestion or FollowUpQuestion or ReplyAsMentor or MarkHelpful
            or ReleaseHeld or NoteOriginalRead))
            return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        return request.Command switch
        {
            JoinGroup join => await InformedAsync(request, join.Group, join.Patient, null, cancellationToken),
            InviteMember invite => await InformedAsync(request, invite.Group, invite.Patient, null, cancellationToken),
            NoteOriginalRead read when request.By.Role is not Role.Patient => await LookAsync(request, read, cancellationToken),
            NoteOriginalRead => await base.Execute(request, cancellationToken),
            _ => await InformedAsync(request, cancellationToken),
        };
    }

    private async Task<Answer> InformedAsync(Request request, CancellationToken cancellationToken)
    {
        var found = await View(cancellationToken);
        if (found.Value is not { } me) return Answer.Refused(found.Code!);
        var thread = request.Command switch
        {
            FollowUpQuestion followUp => followUp.Thread,
            ReplyAsMentor reply => reply.Thread,
            MarkHelpful mark => mark.Thread,
            _ => (ThreadId?)null,
        };
        return await InformedAsync(request, me.Group, me.Patient, thread, cancellationToken);
    }

    private async Task<Answer> InformedAsync(
        Request request, GroupId group, PatientId patient, ThreadId? thread, CancellationToken cancellationToken)
    {
        var facts = GrainFactory.GetGrain<IGroupGrain>(group.Value).Facts(cancellationToken);
        var standing = GrainFactory.GetGrain<IPatientGrain>(patient.Value).Standing(cancellationToken);
        var view = thread is { } id ? await GrainFactory.GetGrain<IThreadGrain>(id.Value).View(cancellationToken) : null;
        var (about, who) = (await facts, await standing);
        return (about.Code ?? who.Code ?? view?.Code) is { } code
            ? Answer.Refused(code)
            : await Execute(request, new Informed(request.Command, about.Value!, who.Value!, view?.Value), cancellationToken);
    }

    // The log knows which of its events are posts; the state would have to remember every one of them.
    private async Task<Answer> LookAsync(Request request, NoteOriginalRead read, CancellationToken cancellationToken) =>
        await ReadOwnAsync(read.Post, cancellationToken) is PostWritten
            ? await Execute(request, read, cancellationToken)
            : Answer.Refused(Codes.PostAbsent);
}
