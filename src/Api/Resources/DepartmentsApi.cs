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
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Departments: the pools of quick consultations, and who is on duty.</summary>
internal static class DepartmentsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapDepartments(this RouteGroupBuilder api)
    {
        var departments = api.MapGroup("/departments").WithTags("Departments");
        departments.MapGet("/", ListAsync).WithSummary("Departments that take quick consultations");
        departments.MapGet("/{id}", ShowAsync).WithSummary("A department: how many wait, and when it opens");
        departments.MapGet("/{id}/pool", PoolAsync).WithSummary("Who waits and who is on duty (doctor on duty, operator)");
        departments.MapGet("/{id}/waiting/{consultation}", PreviewAsync)
            .WithSummary("The complaint of one who waits; the look is recorded (doctor on duty)");
        departments.MapPut("/{id}/duty", Begin).WithSummary("Go on duty (doctor)");
        departments.MapDelete("/{id}/duty", End).WithSummary("Go off duty (doctor)");
        departments.MapPost("/{id}/grab", GrabAsync).WithSummary("Grab who waits longest, or the one named (doctor on duty)");
        departments.MapPost("/{id}/decline", Decline).WithSummary("Decline what is offered to me (doctor on duty)");
        return api;
    }

    private static async Task<Results<Ok<DepartmentPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] Paging paging, IFeedStore store, CancellationToken cancellationToken)
    {
        if (paging.Query(FeedKinds.Department) is not { } query) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new DepartmentPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<DepartmentView>, ProblemHttpResult>> ShowAsync(
        DepartmentId id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await Actor(grains, id).View(cancellationToken));

    // With the position, so that a client watches the feed from here on and misses nothing in between.
    private static async Task<Results<Ok<PoolPage>, ProblemHttpResult>> PoolAsync(
        DepartmentId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var reading = await Actor(grains, id).Pool(cancellationToken);
        return reading.Value is { } pool
            ? TypedResults.Ok(new PoolPage(reading.Position, pool.Waiting, pool.First, pool.Duties))
            : Problem.Of(reading.Code ?? Codes.Forbidden);
    }

    // That the sender is this doctor, the doctor's own access rows say.
    private static async Task<Outcome> Begin(DepartmentId id, [AsParameters] Incoming incoming, DutyBody body, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, new BeginDuty(body.Doctor), Actor(grains, id).Execute, incoming.Cancelled));

    private static async Task<Outcome> End(
        DepartmentId id, [AsParameters] Incoming incoming, [FromBody] DutyBody body, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, new EndDuty(body.Doctor), Actor(grains, id).Execute, incoming.Cancelled));

    private static async Task<Outcome> Decline(
        DepartmentId id, [AsParameters] Incoming incoming, DeclineBody body, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, new DeclinePush(body.Doctor, body.Consultation),
            Actor(grains, id).Execute, incoming.Cancelled));

    private static async Task<Results<Ok<Grabbed>, ProblemHttpResult>> GrabAsync(
        DepartmentId id, [AsParameters] Incoming incoming, GrabBody body, IGrainFactory grains) =>
        Grabbed.Tell(await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, new GrabConsultation(id, body.Consultation),
            grains.GetGrain<IDoctorGrain>(body.Doctor.Value).Grab, incoming.Cancelled));

    // Each look is a command of its own, so its id is not the client's. The request holds the complaint.
    private static async Task<Results<Ok<Preview>, ProblemHttpResult>> PreviewAsync(
        DepartmentId id, ConsultationId consultation, SignedIn who, CommandSender sender, IGrainFactory grains,
        RecordReader records, CancellationToken cancellationToken)
    {
        var answer = await sender.SendThroughAsync(
            id.Feed, who, $"preview-{Guid.NewGuid():N}", new PreviewComplaint(id),
            grains.GetGrain<IConsultationGrain>(consultation.Value).Execute, cancellationToken);
        if (!answer.IsAccepted) return Problem.Of(answer.Code!);
        var requested = await records.OpenAsync(consultation.Feed, seq: 1, cancellationToken);
        var complaint = requested.Body.TryGetProperty("complaint", out var text) ? text.GetString() : null;
        return TypedResults.Ok(new Preview(consultation, requested.At, complaint));
    }

    private static IDepartmentGrain Actor(IGrainFactory grains, DepartmentId id) => grains.GetGrain<IDepartmentGrain>(id.Value);

    /// <summary>As which doctor.</summary>
    /// <param name="Doctor">The doctor.</param>
    internal sealed record DutyBody(DoctorId Doctor);

    /// <summary>Who declines what.</summary>
    /// <param name="Doctor">The doctor.</param>
    /// <param name="Consultation">What was offered.</param>
    internal sealed record DeclineBody(DoctorId Doctor, ConsultationId Consultation);

    /// <summary>What one who waits asks about.</summary>
    /// <param name="Consultation">Which.</param>
    /// <param name="RequestedAt">Since when it waits.</param>
    /// <param name="Complaint">What it is about; null once the patient's texts are erased.</param>
    internal sealed record Preview(ConsultationId Consultation, DateTimeOffset RequestedAt, PrivateText Complaint);

    /// <summary>A page of departments.</summary>
    /// <param name="Departments">Them.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record DepartmentPage(
        [property: EntriesOf(typeof(DepartmentEntry))] ImmutableArray<JsonObject> Departments, string? Next);

    /// <summary>The pool and the doctors on duty.</summary>
    /// <param name="Position">Where the department's feed stood; watch it from here on.</param>
    /// <param name="Waiting">How many wait.</param>
    /// <param name="First">The first 100 of them, longest first.</param>
    /// <param name="Duties">The doctors on duty.</param>
    internal sealed record PoolPage(
        Position Position, int Waiting, ImmutableArray<PoolPlace> First, ImmutableArray<DutyView> Duties);
}
