using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Consult.Api.Problems;

/// <summary>Errors as clients receive them: problem details (RFC 9457) with a stable code and nothing of the request.</summary>
internal static class Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The result that tells of a code of <see cref="Codes"/>.</summary>
    public static ProblemHttpResult Of(string code) => TypedResults.Problem(DetailsOf(code));

    /// <summary>The same, with something that the person needs to know besides.</summary>
    public static ProblemHttpResult Of(string code, (string Name, object Value) besides)
    {
        var details = DetailsOf(code);
        details.Extensions[besides.Name] = besides.Value;
        return TypedResults.Problem(details);
    }

    /// <summary>Answers a request with a code, unless its answer is already under way.</summary>
    public static Task WriteAsync(HttpContext context, string code) =>
        context.Response.HasStarted ? Task.CompletedTask : Of(code).ExecuteAsync(context);

    private static ProblemDetails DetailsOf(string code)
    {
        var info = Codes.Info(code);
        return new()
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(info.Status),
            Status = info.Status,
            Detail = info.Sentence,
            Extensions = { ["code"] = code, ["retry"] = info.Retry },
        };
    }
}
