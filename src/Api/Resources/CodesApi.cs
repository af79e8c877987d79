using Consult.Feeds;

namespace Consult.Api.Resources;

/// <summary>The catalogue of codes.</summary>
internal static class CodesApi
{
    /// <summary>Adds the route; it needs no sign-in.</summary>
    public static void MapCodes(this IEndpointRouteBuilder app) =>
        app.MapGet("/codes", () => TypedResults.Ok(Codes.All)).WithTags("Server").WithSummary("Every code there is");
}
