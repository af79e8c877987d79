using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>Who grabs whom.</summary>
/// <param name="Doctor">The doctor.</param>
/// <param name="Consultation">Which; left out, who is next.</param>
internal sealed record GrabBody(DoctorId Doctor, ConsultationId? Consultation = null);

/// <summary>What was grabbed.</summary>
/// <param name="Consultation">The consultation; it is the doctor's now.</param>
/// <param name="Position">Where its feed stood afterwards.</param>
internal sealed record Grabbed(ConsultationId Consultation, Position Position)
{
    /// <summary>The response to a grab.</summary>
    public static Results<Ok<Grabbed>, ProblemHttpResult> Tell(Answer answer) => answer.IsAccepted
        ? TypedResults.Ok(new Grabbed(new(answer.Value!), answer.Position))
        : Problem.Of(answer.Code!);
}
