namespace Consult.Api.SignIn;

/// <summary>How people sign in here, for the pages and whoever else has to find out.</summary>
internal static class SignInWayApi
{
    /// <summary>Adds the route; it needs no sign-in, as it comes before one.</summary>
    public static void MapSignInWay(this WebApplication app)
    {
        var oidc = OidcOptions.Of(app.Configuration);
        var way = oidc.IsConfigured
            ? new SignInWay(SignInKind.Oidc, oidc.Authority, oidc.ClientId ?? oidc.Audience, oidc.Scope)
            : new SignInWay(SignInKind.Development);
        app.MapGet("/sign-in", () => TypedResults.Ok(way)).WithTags("Accounts").WithSummary("How one signs in here");
    }

    /// <summary>How one signs in here.</summary>
    /// <param name="Kind">Whether at an OpenID Connect issuer, or as anybody at this development server.</param>
    /// <param name="Authority">The issuer's address.</param>
    /// <param name="ClientId">What the issuer calls the pages.</param>
    /// <param name="Scope">What to ask the issuer for.</param>
    internal sealed record SignInWay(SignInKind Kind, string? Authority = null, string? ClientId = null, string? Scope = null);

    /// <summary>The kinds of sign-in.</summary>
    internal enum SignInKind
    {
        /// <summary>Whoever asks is who they say they are: <c>POST /sign-in</c>.</summary>
        Development,

        /// <summary>Authorization code with PKCE at the issuer.</summary>
        Oidc,
    }
}
