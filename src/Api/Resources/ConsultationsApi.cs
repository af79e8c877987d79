using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Departments;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Consultations: asking for one, and the questions about them. What happens in one: <see cref="ConsultationCommandsApi"/>.</summary>
internal static class ConsultationsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapConsultations(this RouteGroupBuilder api)
    {
        var consultations = api.MapGroup("/consultations").WithTags("Consultations");
        consultations.MapPost("/", RequestAsync).WithSummary("Ask for a consultation");
        consultations.MapGet("/", ListAsync).WithSummary("Consultations of a patient or a doctor, newest first");
        consultations.MapGet("/{id}", ShowAsync).WithSummary("A consultation as it stands");
        consultations.MapConsultationSearch();
        consultations.MapGet("/{id}/queue", QueueAsync).WithSummary("Its position in the department's pool, and an estimate");
        consultations.MapTreated();
        consultations.MapOrigin();
        consultations.MapConsultationCommands();
        consultations.MapRevisit();
        consultations.MapInterview();
        return api;
    }

    // The consultation does not exist yet, so the patient's access rows say in which capacity the sender asks.
    private static async Task<Beginning> RequestAsync(
        [AsParameters] Incoming incoming, RequestConsultation body, IGrainFactory grains, QuickHours hours)
    {
        var feed = incoming.NewFeed(FeedKinds.Consultation);
        var consultation = grains.GetGrain<IConsultationGrain>(feed.Key);
        var answer = await incoming.Sender.SendThroughAsync(
            body.Patient.Feed, incoming.Who, incoming.Key, body, consultation.Request, incoming.Cancelled);
        return answer.Code is Codes.QuickClosed && hours.OpensAt is { } opensAt
            ? Problem.Of(Codes.QuickClosed, ("opensAt", opensAt))
            : Incoming.TellNew(feed, answer);
    }

    private static async Task<Results<Ok<ConsultationPage>, ProblemHttpResult>> ListAsync(
        PatientId? patient, DoctorId? doctor, Name<ConsultationStatus>? status, [AsParameters] Paging paging,
        SignedIn who, AccessGate gate, IFeedStore store, CancellationToken cancellationToken)
    {
        if (patient is null && doctor is null) return Problem.Of(Codes.Invalid);
        if (!await MayListAsync(patient?.Feed, doctor?.Feed, who, gate, cancellationToken)) return Problem.Of(Codes.Forbidden);
        var query = paging.Query(
            FeedKinds.Consultation, ("patient", patient?.Value), ("doctor", doctor?.Value), ("status", status?.ToString()));
        if (query is null) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new ConsultationPage(page.Entries, page.Next));
    }

    // With both named the list holds what they have in common, and each of them may see that.
    private static async ValueTask<bool> MayListAsync(
        FeedId? patient, FeedId? doctor, SignedIn who, AccessGate gate, CancellationToken cancellationToken) =>
        (patient is { } p && await gate.FindAsync(p, who, cancellationToken) is not null)
        || (doctor is { } d && await gate.FindAsync(d, who, cancellationToken) is not null);

    private static async Task<Results<Ok<ConsultationView>, ProblemHttpResult>> ShowAsync(
        ConsultationId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IConsultationGrain>(id.Value).View(cancellationToken));

    private static async Task<Results<Ok<QueueView>, ProblemHttpResult>> QueueAsync(
        ConsultationId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var found = await grains.GetGrain<IConsultationGrain>(id.Value).View(cancellationToken);
        if (found.Value is not { } view) return Problem.Of(found.Code ?? Codes.Forbidden);
        if (view.Department is not { } name) return Problem.Of(Codes.PoolAbsent);
        var queue = await grains.GetGrain<IDepartmentGrain>(DepartmentId.Of(name).Value).Queue(id, cancellationToken);
        return queue.Code is Codes.Forbidden ? Problem.Of(Codes.PoolAbsent) : Questions.Tell(queue);
    }

    /// <summary>A page of consultations.</summary>
    /// <param name="Consultations">Them, newest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record ConsultationPage(
        [property: EntriesOf(typeof(ConsultationEntry))] ImmutableArray<JsonObject> Consultations, string? Next);
}
