using Consult.Demo;

namespace Consult.Api.SignIn;

/// <summary>Who there is to sign in as: what a development server's sign-in page offers.</summary>
internal static class PeopleApi
{
    /// <summary>Adds the route, beside the development sign-in alone.</summary>
    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet("/sign-in/people", (KnownPeople known) => TypedResults.Ok(known.People))
            .WithTags("Accounts").WithSummary("Who there is to sign in as: the people of the demo; otherwise nobody (development only)");
}

/// <summary>The people whom the sign-in page offers.</summary>
internal sealed class KnownPeople
{
    /// <summary>Nobody, until a demo has its record.</summary>
    public IReadOnlyList<DemoPerson> People { get; set; } = [];
}
