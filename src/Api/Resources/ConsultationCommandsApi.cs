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
        consultations.MapPost("/{id}/read", Take<MarkRead>).WithSummary("Mark as read up to an event (party)");
        consultations.MapPost("/{id}/packs", Take<BuyRounds>).WithSummary("Buy a pack of rounds (patient's side)");
        consultations.MapPost("/{id}/transfer", Transfer).WithSummary("Hand over to another doctor (patient's side)");
        consultations.MapPost("/{id}/opinions", Take<ProposeOpinion>).WithSummary("Propose to hear another doctor (doctor)");
        consultations.MapPut("/{id}/opinions/{doctor}", Decide).WithSummary("Consent to hear another doctor, or decline (patient's side)");
        consultations.MapPost("/{id}/refund", Take<RequestRefund>).WithSummary("Ask for a refund (patient's side)");
        consultations.MapPost("/{id}/refund/decision", DecideRefundAsync).WithSummary("Decide a request for a refund (operator)");
        consultations.MapPost("/{id}/guarantee", Take<ClaimGuarantee>).WithSummary("Claim the satisfaction guarantee (patient's side)");
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

    private static async Task<Beginning> Transfer(ConsultationId id, [AsParameters] Incoming incoming, TransferConsultation body)
    {
        if (body is null) return Problem.Of(Codes.Invalid);
        var to = incoming.NewFeed(FeedKinds.Consultation);
        var command = body with { To = new(to.Key) };
        return Incoming.TellNew(to, await incoming.Sender.SendAsync(incoming.Who, incoming.Key, id.Feed, command, incoming.Cancelled));
    }

    private static Task<Outcome> Decide(ConsultationId id, DoctorId doctor, [AsParameters] Incoming incoming, OpinionConsent body) =>
        incoming.SendAsync(id.Feed, new DecideOpinion(doctor, body.Consent));

    private static Task<Outcome> DecideRefundAsync(ConsultationId id, [AsParameters] Incoming incoming, DecideRefund body) =>
        incoming.SendAsAsync(Role.Operator, id.Feed, body);

    /// <summary>Whether another doctor may take part.</summary>
    internal sealed record OpinionConsent(bool Consent);

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
        return found.Value is { Doctor: { } doctor }
            ? await grains.GetGrain<IDoctorGrain>(doctor.Value).Accept(request, cancellationToken)
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
