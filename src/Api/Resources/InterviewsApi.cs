using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Interviews;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>The questions before a doctor joins. They come over the hub, in the feed <c>interview/…</c>.</summary>
internal static class InterviewsApi
{
    /// <summary>Adds the routes under <c>/consultations</c>.</summary>
    public static void MapInterview(this RouteGroupBuilder consultations)
    {
        consultations.MapGet("/{id}/interview", ShowAsync).WithSummary("The questions before a doctor joins, as they stand");
        consultations.MapPost("/{id}/interview/answers", Answer).WithSummary("Answer the open question (patient's side)");
        consultations.MapPost("/{id}/interview/skip", Skip).WithSummary("Skip the open question (patient's side)");
        consultations.MapPost("/{id}/interview/stop", Stop).WithSummary("Be asked no more (patient's side)");
    }

    private static async Task<Results<Ok<InterviewView>, ProblemHttpResult>> ShowAsync(
        ConsultationId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(InterviewFeed.Of(id), who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IInterviewGrain>(id.Value).View(cancellationToken));

    private static Task<Outcome> Answer(ConsultationId id, [AsParameters] Incoming incoming, AnswerQuestion body) =>
        incoming.SendAsync(InterviewFeed.Of(id), body);

    private static Task<Outcome> Skip(ConsultationId id, [AsParameters] Incoming incoming, SkipQuestion body) =>
        incoming.SendAsync(InterviewFeed.Of(id), body);

    private static Task<Outcome> Stop(ConsultationId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(InterviewFeed.Of(id), new StopInterview());
}
