using Consult.Feeds;
using Consult.Groups;
using Consult.Memberships;
using Consult.Patients;
using Consult.Threads;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Featured;

/// <summary>
/// The shell of <see cref="FeaturedAnswer"/>: it asks the membership for the question, and the thread for the answer, both
/// masked for everybody.
/// </summary>
[GrainType(FeedKinds.Answer)]
internal sealed class FeaturedGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<PatientOptions> patients)
    : FeedGrain<FeaturedState>(new FeaturedAnswer(patients.Value), snapshot, services), IFeaturedGrain
{
    /// <inheritdoc/>
    public Task<Reading<FeaturedView>> View(CancellationToken cancellationToken = default) =>
        Read(FeaturedAnswer.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not (ProposeFeature or ConsentToFeature)) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        return request.Command is ProposeFeature propose
            ? await ProposeAsync(request, propose, cancellationToken)
            : await ConsentAsync(request, (ConsentToFeature)request.Command, cancellationToken);
    }

    private async Task<Answer> ProposeAsync(Request request, ProposeFeature propose, CancellationToken cancellationToken)
    {
        var thread = GrainFactory.GetGrain<IThreadGrain>(propose.Thread.Value);
        var group = await GrainFactory.GetGrain<IGroupGrain>(propose.Thread.Group.Value).Facts(cancellationToken);
        var view = await thread.View(cancellationToken);
        if ((group.Code ?? view.Code) is { } code) return Answer.Refused(code);
        if (view.Value!.Posts is not [{ Membership: { } asker, Post: { } post }, ..]) return Answer.Refused(Codes.FeatureUnready);

        var question = await GrainFactory.GetGrain<IMembershipGrain>(asker.Value).PublicText(post, cancellationToken);
        var answer = await thread.PublicText(propose.Post, cancellationToken);
        return (question.Code ?? answer.Code) is { } unready
            ? Answer.Refused(unready)
            : await Execute(
                request, new ProposeFound(propose, group.Value!, view.Value, question.Value!.Text, answer.Value!.Text), cancellationToken);
    }

    private async Task<Answer> ConsentAsync(Request request, ConsentToFeature consent, CancellationToken cancellationToken)
    {
        var found = await Read(state => state.Exists ? state : null, cancellationToken);
        if (found.Value is not { } state) return Answer.Refused(found.Code!);
        var standing = await GrainFactory.GetGrain<IPatientGrain>(state.Patient.Value).Standing(cancellationToken);
        var thread = await GrainFactory.GetGrain<IThreadGrain>(state.Thread.Value).View(cancellationToken);
        return (standing.Code ?? thread.Code) is { } code
            ? Answer.Refused(code)
            : await Execute(request, new ConsentAs(consent, standing.Value!, thread.Value!), cancellationToken);
    }
}
