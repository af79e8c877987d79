using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Prescriptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Prescriptions from the draft to the pharmacy, the pharmacists' queue, and the formulary.</summary>
internal static class PrescriptionsApi
{
    private const string Reviewable = "signed";
    private const int MaxDrugs = 100;

    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapPrescriptions(this RouteGroupBuilder api)
    {
        var prescriptions = api.MapGroup("/prescriptions").WithTags("Prescriptions");
        prescriptions.MapPost("/", DraftAsync).WithSummary("Draft a prescription in a revisit (doctor)");
        prescriptions.MapGet("/reviews", ReviewsAsync).WithSummary("What waits for a review, longest first (pharmacist)");
        prescriptions.MapGet("/{id}", ShowAsync).WithSummary("A prescription as it stands");
        prescriptions.MapPut("/{id}/content", Revise).WithSummary("Replace the content of a draft (doctor)");
        prescriptions.MapPost("/{id}/sign", Sign).WithSummary("Sign (doctor)");
        prescriptions.MapPost("/{id}/claim", Claim).WithSummary("Take it out of the queue to review it (pharmacist)");
        prescriptions.MapPost("/{id}/approve", Approve).WithSummary("Approve what I claimed (pharmacist)");
        prescriptions.MapPost("/{id}/return", Take<ReturnPrescription>).WithSummary("Return what I claimed (pharmacist)");
        prescriptions.MapPost("/{id}/extend", Take<ExtendValidity>).WithSummary("Let it be valid for longer, once (doctor)");
        prescriptions.MapPost("/{id}/withdraw", Take<WithdrawPrescription>).WithSummary("Take it back before it is dispensed (doctor)");
        prescriptions.MapPost("/{id}/dispense", Dispense).WithSummary("Record what was dispensed (pharmacist, operator)");
        prescriptions.MapPrescribedTo();
        api.MapGet("/formulary", Formulary).WithTags("Prescriptions").WithSummary("Drugs whose code or name holds a text");
        return api;
    }

    // The prescription does not exist yet, so the consultation's access rows say in which capacity the sender drafts.
    private static async Task<Beginning> DraftAsync(
        [AsParameters] Incoming incoming, DraftPrescription body, IGrainFactory grains)
    {
        var feed = incoming.NewFeed(FeedKinds.Prescription);
        var prescription = grains.GetGrain<IPrescriptionGrain>(feed.Key);
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            body.Consultation.Feed, incoming.Who, incoming.Key, body, prescription.Execute, incoming.Cancelled));
    }

    private static async Task<Results<Ok<ReviewPage>, ProblemHttpResult>> ReviewsAsync(
        [AsParameters] Paging paging, SignedIn who, IFeedStore store, CancellationToken cancellationToken)
    {
        if (who.Role is not Role.Pharmacist) return Problem.Of(Codes.Forbidden);
        if (paging.Query(FeedKinds.Prescription, ("status", Reviewable)) is not { } query) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new ReviewPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<PrescriptionView>, ProblemHttpResult>> ShowAsync(
        PrescriptionId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IPrescriptionGrain>(id.Value).View(cancellationToken));

    private static async Task<Outcome> Take<TCommand>(PrescriptionId id, [AsParameters] Incoming incoming, TCommand body)
        where TCommand : Command =>
        body is null ? Problem.Of(Codes.Invalid) : await incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Revise(PrescriptionId id, [AsParameters] Incoming incoming, PrescriptionContent body) =>
        incoming.SendAsync(id.Feed, new RevisePrescription(body));

    private static Task<Outcome> Sign(PrescriptionId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new SignPrescription());

    // No pharmacist has access before claiming, and any may claim.
    private static Task<Outcome> Claim(PrescriptionId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsAsync(Role.Pharmacist, id.Feed, new ClaimReview());

    private static Task<Outcome> Approve(PrescriptionId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new ApprovePrescription());

    private static Task<Outcome> Dispense(PrescriptionId id, [AsParameters] Incoming incoming, DispensePrescription body) =>
        incoming.SendAsAsync(incoming.Who.Role is Role.Operator ? Role.Operator : Role.Pharmacist, id.Feed, body);

    private static Ok<FormularyPage> Formulary(string? search, Formulary formulary) =>
        TypedResults.Ok(new FormularyPage(formulary.Edition, formulary.Search(search ?? "", MaxDrugs)));

    /// <summary>A page of the review queue.</summary>
    /// <param name="Prescriptions">Them, who waits longest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record ReviewPage(
        [property: EntriesOf(typeof(PrescriptionEntry))] ImmutableArray<JsonObject> Prescriptions, string? Next);

    /// <summary>Drugs of the formulary.</summary>
    /// <param name="Edition">Which edition it is.</param>
    /// <param name="Drugs">Those that were found, at most 100.</param>
    internal sealed record FormularyPage(string Edition, ImmutableArray<Drug> Drugs);
}
