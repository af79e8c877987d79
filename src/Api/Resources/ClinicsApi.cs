using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Clinics;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Free clinics (义诊): announcing and hosting them, and their places.</summary>
internal static class ClinicsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapClinics(this RouteGroupBuilder api)
    {
        var clinics = api.MapGroup("/clinics").WithTags("Clinics");
        clinics.MapPost("/", AnnounceAsync).WithSummary("Announce a free clinic (doctor)");
        clinics.MapGet("/", ListAsync).WithSummary("Free clinics, those that begin last first");
        clinics.MapGet("/{id}", ShowAsync).WithSummary("A clinic: its window, hosts and places");
        clinics.MapPost("/{id}/cancel", Cancel).WithSummary("Call it off (who announced it, operator)");
        clinics.MapPut("/{id}/hosts/{doctor}", Invite).WithSummary("Invite a doctor to host (who announced it)");
        clinics.MapDelete("/{id}/hosts/{doctor}", Remove).WithSummary("Host no more, or decline (who announced it, that doctor)");
        clinics.MapPost("/{id}/hosts/{doctor}/accept", Join).WithSummary("Accept an invitation to host (that doctor)");
        clinics.MapGet("/{id}/pool", PoolAsync).WithSummary("Who waits for a host (host, operator)");
        clinics.MapPost("/{id}/grab", GrabAsync).WithSummary("Grab who waits longest, or the one named (host)");
        clinics.MapPost("/{id}/place", TakeAsync).WithSummary("Take a place, or stand on the reserve list (patient's side)");
        clinics.MapGet("/{id}/place", PlaceAsync).WithSummary("The patient's place (patient's side)");
        clinics.MapDelete("/{id}/place", GiveBack).WithSummary("Give the place back (patient's side)");
        return api;
    }

    // That the sender is this doctor, the doctor's own access rows say.
    private static async Task<Beginning> AnnounceAsync([AsParameters] Incoming incoming, AnnounceClinic body, IGrainFactory grains)
    {
        var feed = incoming.NewFeed(FeedKinds.Clinic);
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, body, grains.GetGrain<IClinicGrain>(feed.Key).Execute, incoming.Cancelled));
    }

    private static async Task<Results<Ok<ClinicPage>, ProblemHttpResult>> ListAsync(
        string? department, bool? over, [AsParameters] Paging paging, IFeedStore store, CancellationToken cancellationToken)
    {
        var isOver = over switch { true => "yes", false => "no", null => null };
        if (paging.Query(FeedKinds.Clinic, ("department", department), ("over", isOver)) is not { } query) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new ClinicPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<ClinicView>, ProblemHttpResult>> ShowAsync(
        ClinicId id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await Actor(grains, id).View(cancellationToken));

    private static Task<Outcome> Cancel(ClinicId id, [AsParameters] Incoming incoming, CancelClinic body) =>
        incoming.SendAsync(id.Feed, body);

    private static Task<Outcome> Invite(ClinicId id, DoctorId doctor, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new InviteHost(doctor));

    private static Task<Outcome> Remove(ClinicId id, DoctorId doctor, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new RemoveHost(doctor));

    private static Task<Outcome> Join(ClinicId id, DoctorId doctor, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new AcceptHosting(doctor));

    // With the position, so that a client watches the feed from here on and misses nothing in between.
    private static async Task<Results<Ok<ClinicPoolPage>, ProblemHttpResult>> PoolAsync(
        ClinicId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var reading = await Actor(grains, id).Pool(cancellationToken);
        return reading.Value is { } pool
            ? TypedResults.Ok(new ClinicPoolPage(reading.Position, pool.Waiting, pool.First, pool.Invited))
            : Problem.Of(reading.Code ?? Codes.Forbidden);
    }

    private static async Task<Results<Ok<Grabbed>, ProblemHttpResult>> GrabAsync(
        ClinicId id, [AsParameters] Incoming incoming, GrabBody body, IGrainFactory grains) =>
        Grabbed.Tell(await incoming.Sender.SendThroughAsync(
            body.Doctor.Feed, incoming.Who, incoming.Key, new GrabAtClinic(id, body.Consultation),
            grains.GetGrain<IDoctorGrain>(body.Doctor.Value).Grab, incoming.Cancelled));

    // The feed is the hosts': patients have no access rows here, and the patient's own say who acts.
    private static async Task<Results<Ok<Seated>, ProblemHttpResult>> TakeAsync(
        ClinicId id, [AsParameters] Incoming incoming, TakeBody body, IGrainFactory grains)
    {
        var answer = await incoming.Sender.SendThroughAsync(
            body.Patient.Feed, incoming.Who, incoming.Key, new TakePlace(body.Patient) { OrReserve = body.OrReserve },
            Actor(grains, id).Execute, incoming.Cancelled);
        if (!answer.IsAccepted) return Problem.Of(answer.Code!);
        var given = JsonElement.Parse(answer.Value!);
        int? line = given.TryGetProperty("line", out var number) ? number.GetInt32() : null;
        return TypedResults.Ok(new Seated(given.GetProperty("place").GetInt32(), answer.Position, line));
    }

    private static async Task<Results<Ok<PlaceView>, ProblemHttpResult>> PlaceAsync(
        ClinicId id, PatientId patient, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(patient.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var place = await Actor(grains, id).Place(patient, cancellationToken);
        return place.Code is Codes.Forbidden ? Problem.Of(Codes.PlaceAbsent) : Questions.Tell(place);
    }

    private static async Task<Outcome> GiveBack(
        ClinicId id, [AsParameters] Incoming incoming, [FromBody] GiveBody body, IGrainFactory grains) =>
        Incoming.Tell(await incoming.Sender.SendThroughAsync(
            body.Patient.Feed, incoming.Who, incoming.Key, new GivePlaceBack(body.Patient), Actor(grains, id).Execute, incoming.Cancelled));

    private static IClinicGrain Actor(IGrainFactory grains, ClinicId id) => grains.GetGrain<IClinicGrain>(id.Value);

    /// <summary>For whom a place is taken.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="OrReserve">Whether to stand on the reserve list when no place is left.</param>
    internal sealed record TakeBody(PatientId Patient, bool OrReserve = false);

    /// <summary>Whose place is given back.</summary>
    /// <param name="Patient">The patient.</param>
    internal sealed record GiveBody(PatientId Patient);

    /// <summary>What a patient has.</summary>
    /// <param name="Place">The number of the place.</param>
    /// <param name="Position">Where the clinic's feed stood afterwards.</param>
    /// <param name="Line">The position on the reserve list; null for who has a place.</param>
    internal sealed record Seated(int Place, Position Position, int? Line = null);

    /// <summary>A page of clinics.</summary>
    /// <param name="Clinics">Them.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record ClinicPage(
        [property: EntriesOf(typeof(ClinicEntry))] ImmutableArray<JsonObject> Clinics, string? Next);

    /// <summary>Who waits for a host.</summary>
    /// <param name="Position">Where the clinic's feed stood; watch it from here on.</param>
    /// <param name="Waiting">How many wait.</param>
    /// <param name="First">The first 100 of them whom nobody is taking just now, longest first.</param>
    /// <param name="Invited">Doctors who are invited to host and have not accepted.</param>
    internal sealed record ClinicPoolPage(
        Position Position, int Waiting, ImmutableArray<ClinicTurn> First, ImmutableArray<DoctorId> Invited);
}
