using Consult.Doctors;
using Consult.Feeds;
using Consult.Groups;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Threads;

/// <summary>The shell of <see cref="GroupThread"/>: it asks group and doctor whether an answer may be given.</summary>
[GrainType(FeedKinds.Thread)]
internal sealed class ThreadGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<GroupOptions> options)
    : FeedGrain<GroupThreadState>(new GroupThread(options.Value, new()), snapshot, services), IThreadGrain
{
    /// <inheritdoc/>
    public Task<Reading<ThreadView>> View(CancellationToken cancellationToken = default) =>
        Read(GroupThread.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not GiveAnswer wish) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var me = new ThreadId(this.GetPrimaryKeyString());
        var group = await GrainFactory.GetGrain<IGroupGrain>(me.Group.Value).Facts(cancellationToken);
        if (group.Value is not { } facts) return Answer.Refused(group.Code!);
        var doctor = await GrainFactory.GetGrain<IDoctorGrain>(facts.Doctor.Value).DutyFacts(cancellationToken);
        return doctor.Value is { } licence
            ? await Execute(request, new AnswerUnder(wish, licence.IsLicensed, facts.IsClosed), cancellationToken)
            : Answer.Refused(doctor.Code!);
    }

    /// <inheritdoc/>
    public async Task<Reading<PublicText>> PublicText(long post, CancellationToken cancellationToken = default)
    {
        var written = await ReadOwnAsync(post, cancellationToken) as AnswerGiven;
        return PublicTexts.Of(written?.Text ?? PrivateText.Gone, byStaff: true, new());
    }
}
