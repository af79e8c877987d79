using Consult.Doctors;
using Consult.Feeds;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Groups;

/// <summary>The shell of <see cref="Group"/>: it asks the doctor's actor who opens the group.</summary>
[GrainType(FeedKinds.Group)]
internal sealed class GroupGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<GroupOptions> options)
    : FeedGrain<GroupState>(new Group(options.Value, new()), snapshot, services), IGroupGrain
{
    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not CreateGroup wish) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var facts = await GrainFactory.GetGrain<IDoctorGrain>(wish.Doctor.Value).DutyFacts(cancellationToken);
        return facts.Value is { } doctor
            ? await Execute(request, new OpenGroup(wish, doctor), cancellationToken)
            : Answer.Refused(facts.Code ?? Codes.Forbidden);
    }

    /// <inheritdoc/>
    public Task<Reading<GroupView>> View(CancellationToken cancellationToken = default) => Read(Group.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<GroupDesk>> Desk(CancellationToken cancellationToken = default) => Read(Group.DeskOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<GroupFacts>> Facts(CancellationToken cancellationToken = default) =>
        Read(state => Group.FactsOf(state, options.Value), cancellationToken);
}
