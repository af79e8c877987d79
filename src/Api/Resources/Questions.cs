using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>What actors answer to questions, as responses.</summary>
internal static class Questions
{
    /// <summary>The view that was asked for, or why not.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Tell<T>(Reading<T> reading) where T : class =>
        reading.Value is { } view ? TypedResults.Ok(view) : Problem.Of(reading.Code ?? Codes.Forbidden);
}
