using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.SignIn;

/// <summary>Development sign-in: whoever asks is signed in as whom they say they are.</summary>
internal static class SignInApi
{
    /// <summary>Adds the route; the caller sees to it that this never happens in production.</summary>
    public static void MapDevelopmentSignIn(this IEndpointRouteBuilder app) =>
        app.MapPost("/sign-in", SignInAsync).WithTags("Accounts").WithSummary("Sign in as anybody (development only)");

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignInAsync(
        SignInBody body, DevelopmentTokens tokens, AccountOpener accounts, CancellationToken cancellationToken)
    {
        if (!AccountNames.TryParse(body.Account, out var account) || !RoleNames.TryParse(body.Role, out var role))
            return Problem.Of(Codes.Invalid);
        var (token, who) = tokens.Issue(account, role);
        return await accounts.OpenAsync(who, cancellationToken) is { } code
            ? Problem.Of(code)
            : TypedResults.Ok(new SignInAnswer(token, who.ExpiresAt, account, role));
    }

    /// <summary>Who wants to sign in.</summary>
    internal sealed record SignInBody(string Account, string Role);

    /// <summary>A sign-in.</summary>
    internal sealed record SignInAnswer(string Token, DateTimeOffset ExpiresAt, AccountId Account, Role Role)
    {
        /// <summary>Never the token.</summary>
        public override string ToString() => $"{Account} {Role}";
    }
}
