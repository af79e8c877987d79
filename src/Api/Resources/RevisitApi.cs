using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Api.Resources;

/// <summary>What a revisit has besides: the earlier diagnosis, the doctor's confirmation, the diagnosis.</summary>
internal static class RevisitApi
{
    /// <summary>Adds the routes under <c>/consultations</c>.</summary>
    public static void MapRevisit(this RouteGroupBuilder consultations)
    {
        consultations.MapPut("/{id}/prior-diagnosis", Take<AttachPriorDiagnosis>).WithSummary("Attach the earlier diagnosis (patient's side)");
        consultations.MapPost("/{id}/revisit", Confirm).WithSummary("Record that it is a revisit (doctor)");
        consultations.MapPut("/{id}/diagnosis", Take<RecordDiagnosis>).WithSummary("Record the diagnosis (doctor)");
    }

    private static async Task<Outcome> Take<TCommand>(ConsultationId id, [AsParameters] Incoming incoming, TCommand body)
        where TCommand : Command =>
        body is null ? Problem.Of(Codes.Invalid) : await incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Confirm(ConsultationId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new ConfirmRevisit());
}
