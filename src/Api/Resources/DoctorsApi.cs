using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Doctors: registration, licence, offerings, presence, and the list patients choose from. Their day: <see cref="DoctorDeskApi"/>.</summary>
internal static class DoctorsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapDoctors(this RouteGroupBuilder api)
    {
        var doctors = api.MapGroup("/doctors").WithTags("Doctors");
        doctors.MapPost("/", Register).WithSummary("Register myself as a doctor");
        doctors.MapGet("/", ListAsync).WithSummary("Doctors, newest first");
        doctors.MapGet("/{doctor}", ShowAsync).WithSummary("A doctor's public profile");
        doctors.MapPut("/{doctor}/profile", Update).WithSummary("Replace my profile");
        doctors.MapPut("/{doctor}/licence", Verify).WithSummary("Record that the licence is verified (operator)");
        doctors.MapDelete("/{doctor}/licence", Revoke).WithSummary("Withdraw the verification of the licence (operator)");
        doctors.MapPut("/{doctor}/offerings/{kind}", Offer).WithSummary("Offer a kind of consultation");
        doctors.MapDelete("/{doctor}/offerings/{kind}", WithdrawOffer).WithSummary("Stop offering a kind of consultation");
        doctors.MapPut("/{doctor}/presence", Present).WithSummary("Show myself online or offline");
        doctors.MapDoctorDesk();
        return api;
    }

    private static Task<Beginning> Register([AsParameters] Incoming incoming, RegisterDoctor body) =>
        incoming.BeginAsync(Role.Doctor, FeedKinds.Doctor, body);

    private static async Task<Results<Ok<DoctorPage>, ProblemHttpResult>> ListAsync(
        string? department, bool? online, bool? licensed, [AsParameters] Paging paging, IFeedStore store, CancellationToken cancellationToken)
    {
        if (paging.Query(FeedKinds.Doctor, ("department", department), ("online", Text(online)), ("licence", licensed is true ? "verified" : null)) is not { } query)
            return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new DoctorPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<DoctorView>, ProblemHttpResult>> ShowAsync(
        DoctorId doctor, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await grains.GetGrain<IDoctorGrain>(doctor.Value).View(cancellationToken));

    private static Task<Outcome> Update(DoctorId doctor, [AsParameters] Incoming incoming, UpdateProfile body) =>
        incoming.SendAsync(doctor.Feed, body);

    private static Task<Outcome> Verify(DoctorId doctor, [AsParameters] Incoming incoming, LicenceBody body) =>
        incoming.SendAsAsync(Role.Operator, doctor.Feed, new VerifyLicence(body.LicenceNumber, EndOf(body.ValidUntil)));

    private static Task<Outcome> Revoke(DoctorId doctor, [AsParameters] Incoming incoming, [FromBody] RevokeLicence body) =>
        incoming.SendAsAsync(Role.Operator, doctor.Feed, body);

    private static Task<Outcome> Offer(
        DoctorId doctor, Name<ConsultationKind> kind, [AsParameters] Incoming incoming, OfferingBody body) =>
        incoming.SendAsync(doctor.Feed, new Offer(kind.Value, body.PriceFen));

    private static Task<Outcome> WithdrawOffer(
        DoctorId doctor, Name<ConsultationKind> kind, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(doctor.Feed, new WithdrawOffering(kind.Value));

    private static Task<Outcome> Present(DoctorId doctor, [AsParameters] Incoming incoming, PresenceBody body) =>
        incoming.SendAsync(doctor.Feed, body.Online ? new GoOnline() : new GoOffline());

    private static string? Text(bool? value) => value switch { true => "yes", false => "no", null => null };

    // A licence is valid through its last day where it was issued, and all of China keeps UTC+8.
    private static DateTimeOffset EndOf(DateOnly day) =>
        day == DateOnly.MaxValue
            ? DateTimeOffset.MaxValue
            : new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)).ToUniversalTime();

    /// <summary>A verified licence.</summary>
    /// <param name="LicenceNumber">Its number.</param>
    /// <param name="ValidUntil">Its last day.</param>
    internal sealed record LicenceBody(PrivateText LicenceNumber, DateOnly ValidUntil);

    /// <summary>An offering; its kind stands in the path.</summary>
    /// <param name="PriceFen">Price in fen.</param>
    internal sealed record OfferingBody(long PriceFen);

    /// <summary>Whether the doctor shows as online.</summary>
    internal sealed record PresenceBody(bool Online);

    /// <summary>A page of doctors.</summary>
    /// <param name="Doctors">Them, newest first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record DoctorPage(
        [property: EntriesOf(typeof(DoctorEntry))] ImmutableArray<JsonObject> Doctors, string? Next);
}
