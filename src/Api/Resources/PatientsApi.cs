using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Patients: registration, verification, consents, relations, inbox.</summary>
internal static class PatientsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapPatients(this RouteGroupBuilder api)
    {
        var patients = api.MapGroup("/patients").WithTags("Patients");
        patients.MapPost("/", Register).WithSummary("Register a patient for whom I act");
        patients.MapGet("/{patient}", ShowAsync).WithSummary("A patient for whom I act");
        patients.MapPut("/{patient}/verification", Verify).WithSummary("Record that the real name is verified (operator)");
        patients.MapDelete("/{patient}/verification", Reject).WithSummary("Record that the real name is not verified (operator)");
        patients.MapPut("/{patient}/consents/{purpose}", Consent).WithSummary("Give consent for one purpose");
        patients.MapDelete("/{patient}/consents/{purpose}", WithdrawConsent).WithSummary("Withdraw a consent");
        patients.MapPut("/{patient}/relations/{account}", Relate).WithSummary("Let another account act for the patient");
        patients.MapDelete("/{patient}/relations/{account}", Unrelate).WithSummary("End a relation");
        patients.MapPost("/{patient}/inbox/read", ReadInbox).WithSummary("Mark inbox notes as read");
        return api;
    }

    private static Task<Beginning> Register([AsParameters] Incoming incoming, RegisterPatient body) =>
        incoming.BeginAsync(Role.Patient, FeedKinds.Patient, body);

    private static async Task<Results<Ok<PatientView>, ProblemHttpResult>> ShowAsync(
        PatientId patient, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(patient.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IPatientGrain>(patient.Value).View(cancellationToken));

    private static Task<Outcome> Verify(PatientId patient, [AsParameters] Incoming incoming, VerifyRealName body) =>
        incoming.SendAsAsync(Role.Operator, patient.Feed, body);

    private static Task<Outcome> Reject(PatientId patient, [AsParameters] Incoming incoming, [FromBody] RejectRealName body) =>
        incoming.SendAsAsync(Role.Operator, patient.Feed, body);

    private static Task<Outcome> Consent(
        PatientId patient, Name<ConsentPurpose> purpose, [AsParameters] Incoming incoming, ConsentBody body) =>
        incoming.SendAsync(patient.Feed, new GrantConsent
        {
            Purpose = purpose.Value, TextVersion = body.TextVersion, Channel = body.Channel,
        });

    private static Task<Outcome> WithdrawConsent(
        PatientId patient, Name<ConsentPurpose> purpose, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(patient.Feed, new WithdrawConsent(purpose.Value));

    private static Task<Outcome> Relate(
        PatientId patient, AccountId account, [AsParameters] Incoming incoming, RelationBody body) =>
        incoming.SendAsync(patient.Feed, new GrantRelation(account, body.Relation));

    private static Task<Outcome> Unrelate(PatientId patient, AccountId account, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(patient.Feed, new EndRelation(account));

    private static Task<Outcome> ReadInbox(PatientId patient, [AsParameters] Incoming incoming, MarkInboxRead body) =>
        incoming.SendAsync(patient.Feed, body);

    /// <summary>A consent; its purpose stands in the path.</summary>
    internal sealed record ConsentBody(string TextVersion, string Channel);

    /// <summary>A relation; its account stands in the path.</summary>
    internal sealed record RelationBody(Relation Relation);
}
