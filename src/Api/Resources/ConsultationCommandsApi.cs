using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>What happens in a consultation: every command of its parties and of the operator.</summary>
internal static class ConsultationCommandsApi
{
    /// <summary>Adds the routes under <c>/consultations</c>.</summary>
    public static void MapConsultationCommands(this RouteGroupBuilder consultations)
    {
        consultations.MapPost("/{id}/accept", AcceptAsync).WithSummary("Accept a waiting consultation (doctor)");
        consultations.MapPost("/{id}/decline", Take<DeclineConsultation>).WithSummary("Decline before accepting (doctor)");
        consultations.MapPost("/{id}/cancel", Cancel).WithSummary("Cancel before it is accepted (patient's side)");
        consultations.MapPost("/{id}/messages", Take<PostMessage>).WithSummary("Post a message");
        consultations.MapPost("/{id}/messages/{seq}/recall", Recall).WithSummary("Take a message back (its author)");
        consultations.MapPost("/{id}/rounds", Take<GrantRounds>).WithSummary("Grant more rounds (doctor)");
        consultations.MapPost("/{id}/complete", Take<CompleteConsultation>).WithSummary("Complete with a summary (doctor)");
        consultations.MapPost("/{id}/terminate", Take<TerminateConsultation>).WithSummary("End as unsuitable (doctor)");
        consultations.MapPost("/{id}/rating", Take<RateConsultation>).WithSummary("Rate, once (patient's side)");
        consultations.MapPost("/{id}/record", RecordAsync).WithSummary("Open the whole record; that is recorded (operator)");
    }

    // Who among the parties may do it is the consultation's to decide. A type parameter does not tell the framework
    // that null is no command, so that is asked here.
    private static async Task<Outcome> Take<TCommand>(ConsultationId id, [AsParameters] Incoming incoming, TCommand body)
        where TCommand : Command =>
        body is null ? Problem.Of(Codes.Invalid) : await incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Cancel(ConsultationId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new CancelConsultation());

    private static Task<Outcome> Recall(ConsultationId id, long seq, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new RecallMessage(seq));

    // The doctor's desk reserves a place before the consultation decides, so the command goes to the doctor whose
    // consultation it is; that the sender is this doctor, the consultation's own access rows say.
    private static async Task<Outcome> AcceptAsync(ConsultationId id, [AsParameters] Incoming incoming, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            id.Feed, incoming.Who, incoming.Key, new AcceptConsultation(id),
            (request, cancellationToken) => AcceptAtDeskAsync(id, request, grains, cancellationToken), incoming.Cancelled));

    private static async Task<Answer> AcceptAtDeskAsync(
        ConsultationId id, Request request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.By.Role != Role.Doctor) return Answer.Refused(Codes.Forbidden);
        var found = await grains.GetGrain<IConsultationGrain>(id.Value).View(cancellationToken);
        return found.Value is { } view
            ? await grains.GetGrain<IDoctorGrain>(view.Doctor.Value).Accept(request, cancellationToken)
            : Answer.Refused(found.Code ?? Codes.Forbidden);
    }

    private static async Task<Results<Ok<OpenedRecord>, ProblemHttpResult>> RecordAsync(
        ConsultationId id, [AsParameters] Incoming incoming, OpenRecord body, RecordReader records)
    {
        var answer = await incoming.Sender.SendAsAsync(
            Role.Operator, incoming.Who, incoming.Key, id.Feed, body, incoming.Cancelled);
        return answer.IsAccepted
            ? TypedResults.Ok(records.Open(id.Feed, answer.Position, incoming.Cancelled))
            : Problem.Of(answer.Code!);
    }
}
