using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Patients;
using Consult.Prescriptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// Who is treated in a consultation, and for whom a prescription is. Whoever reads one of them has to know whose it is, and no
/// more of the patient than that.
/// </summary>
internal static class TreatedApi
{
    private const string Summary = "Name and date of birth of who is treated";

    /// <summary>Adds the route of consultations.</summary>
    public static void MapTreated(this RouteGroupBuilder consultations) =>
        consultations.MapGet("/{id}/patient", ShowAsync).WithSummary(Summary);

    /// <summary>Adds the route of prescriptions.</summary>
    public static void MapPrescribedTo(this RouteGroupBuilder prescriptions) =>
        prescriptions.MapGet("/{id}/patient", ShowPrescribedToAsync).WithSummary(Summary);

    private static async Task<Results<Ok<Treated>, ProblemHttpResult>> ShowAsync(
        ConsultationId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var consultation = await grains.GetGrain<IConsultationGrain>(id.Value).View(cancellationToken);
        return consultation.Value is { } found
            ? await ReadAsync(found.Patient, grains, cancellationToken)
            : Problem.Of(consultation.Code ?? Codes.Forbidden);
    }

    private static async Task<Results<Ok<Treated>, ProblemHttpResult>> ShowPrescribedToAsync(
        PrescriptionId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var prescription = await grains.GetGrain<IPrescriptionGrain>(id.Value).View(cancellationToken);
        return prescription.Value is { } found
            ? await ReadAsync(found.Patient, grains, cancellationToken)
            : Problem.Of(prescription.Code ?? Codes.Forbidden);
    }

    private static async Task<Results<Ok<Treated>, ProblemHttpResult>> ReadAsync(
        PatientId patient, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var read = await grains.GetGrain<IPatientGrain>(patient.Value).View(cancellationToken);
        return read.Value is { } view
            ? TypedResults.Ok(new Treated(view.Patient, view.Name, view.BirthDate))
            : Problem.Of(read.Code ?? Codes.Forbidden);
    }

    /// <summary>Who is treated.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="Name">Full name; null once it is erased.</param>
    /// <param name="BirthDate">Date of birth as <c>yyyy-MM-dd</c>; null once it is erased.</param>
    internal sealed record Treated(PatientId Patient, PrivateText Name, PrivateText BirthDate);
}
