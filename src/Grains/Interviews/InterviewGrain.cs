using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Interviews;

/// <summary>The shell of <see cref="Interview"/>: it has the assistant speak.</summary>
[GrainType(FeedKinds.Interview)]
internal sealed class InterviewGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<InterviewOptions> options,
    Interviewer interviewer)
    : FeedGrain<InterviewState>(new Interview(options.Value), snapshot, services), IInterviewGrain
{
    /// <inheritdoc/>
    /// <remarks>
    /// The assistant speaks before what it said is recorded, and may be asked again when the record is lost: the first
    /// question of a number that is recorded counts.
    /// </remarks>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not (AskNext or SummarizeInterview)) return await base.Execute(request, cancellationToken);
        if (request.By.Role is not Role.System) return Answer.Refused(Codes.Forbidden);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var reading = await Read(state => IsDue(state, request.Command) ? state : null, cancellationToken);
        // The interview has ended meanwhile, or has what is asked for.
        if (reading.Code == Codes.Forbidden) return Answer.Accepted(reading.Position);
        return reading.Value is { } state
            ? await Execute(request, await SpeakAsync(state, request.Command, cancellationToken), cancellationToken)
            : Answer.Refused(reading.Code!);
    }

    /// <inheritdoc/>
    public Task<Reading<InterviewView>> View(CancellationToken cancellationToken = default) =>
        Read(Interview.ViewOf, cancellationToken);

    private static bool IsDue(InterviewState state, Command command) => command is AskNext ask
        ? Interview.IsWanted(state, ask.Question)
        : Interview.IsSummaryWanted(state);

    // A patient who cannot be asked has not consented.
    private async Task<Command> SpeakAsync(InterviewState state, Command command, CancellationToken cancellationToken)
    {
        var standing = (await GrainFactory.GetGrain<IPatientGrain>(state.Patient.Value).Standing(cancellationToken)).Value;
        var mayShare = standing?.Consents.Contains(ConsentPurpose.ThirdPartySharing) is true;
        var (feed, material) = (InterviewFeed.Of(state.Consultation), Interview.MaterialOf(state, standing?.Age));
        if (command is AskNext ask)
        {
            var (source, question) = await interviewer.NextAsync(feed, material, mayShare, cancellationToken);
            return new TakeQuestion(ask.Question, source, question);
        }
        var summary = await interviewer.SummarizeAsync(feed, material, mayShare, cancellationToken);
        return new TakeSummary(summary.Source, summary.Text);
    }
}
