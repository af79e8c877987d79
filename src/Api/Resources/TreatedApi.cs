using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Who is treated in a consultation. Whoever reads the consultation has to know whose it is, and no more of the patient than that.</summary>
internal static class TreatedApi
{
    /// <summary>Adds the route.</summary>
    public static void MapTreated(this RouteGroupBuilder consultations) =>
        consultations.MapGet("/{id}/patient", ShowAsync).WithSummary("Name and date of birth of who is treated");

    private static async Task<Results<Ok<Treated>, ProblemHttpResult>> ShowAsync(
        ConsultationId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var consultation = await grains.GetGrain<IConsultationGrain>(id.Value).View(cancellationToken);
        if (consultation.Value is not { } found) return Problem.Of(consultation.Code ?? Codes.Forbidden);
        var patient = await grains.GetGrain<IPatientGrain>(found.Patient.Value).View(cancellationToken);
        return patient.Value is { } view
            ? TypedResults.Ok(new Treated(view.Patient, view.Name, view.BirthDate))
            : Problem.Of(patient.Code ?? Codes.Forbidden);
    }

    /// <summary>Who is treated.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="Name">Full name; null once it is erased.</param>
    /// <param name="BirthDate">Date of birth as <c>yyyy-MM-dd</c>; null once it is erased.</param>
    internal sealed record Treated(PatientId Patient, PrivateText Name, PrivateText BirthDate);
}
