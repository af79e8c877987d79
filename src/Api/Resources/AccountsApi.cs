using System.Collections.Immutable;
using Consult.Api.Access;
using Consult.Api.SignIn;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>The account that asks.</summary>
internal static class AccountsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api)
    {
        api.MapGet("/me", ShowAsync).WithTags("Accounts").WithSummary("Who I am, for whom I act, which doctors I am");
        return api;
    }

    private static async Task<Ok<Me>> ShowAsync(SignedIn who, AccessGate gate, CancellationToken cancellationToken)
    {
        var patients = await gate.GrantsAsync(who, FeedKinds.Patient, cancellationToken);
        var doctors = await gate.GrantsAsync(who, FeedKinds.Doctor, cancellationToken);
        return TypedResults.Ok(new Me(
            who.Account, who.Role, who.AuthenticatedAt, who.ExpiresAt,
            [.. patients.Select(row => new MyPatient(new(row.Feed.Key), row.Relation))],
            [.. doctors.Select(row => new DoctorId(row.Feed.Key))]));
    }

    /// <summary>The account that asks, in the role of its sign-in.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Role">The role of the sign-in.</param>
    /// <param name="AuthenticatedAt">When the person last proved who they are.</param>
    /// <param name="ExpiresAt">When the sign-in ends.</param>
    /// <param name="Patients">For whom it may act.</param>
    /// <param name="Doctors">As which doctors it may act.</param>
    internal sealed record Me(
        AccountId Account, Role Role, DateTimeOffset? AuthenticatedAt, DateTimeOffset ExpiresAt,
        ImmutableArray<MyPatient> Patients, ImmutableArray<DoctorId> Doctors);

    /// <summary>A patient for whom the account may act.</summary>
    /// <param name="Patient">The patient.</param>
    /// <param name="Relation">Why.</param>
    internal sealed record MyPatient(PatientId Patient, Relation? Relation);
}
