using System.Text.Encodings.Web;
using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Consult.Api.SignIn;

/// <summary>Authenticates requests by <c>Authorization: Bearer</c>.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenRules rules)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Bearer";

    private const string Prefix = "Bearer ";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } token) return AuthenticateResult.NoResult();
        // The reason is not passed on: the framework logs it, and it can quote the token.
        return await rules.CheckAsync(token) is { } who
            ? AuthenticateResult.Success(new(who.ToPrincipal(Name), Name))
            : AuthenticateResult.Fail("The token is not valid.");
    }

    /// <summary>What a request's <c>Authorization: Bearer</c> carries; null without one.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return Problem.WriteAsync(Context, Codes.Unauthenticated);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Codes.Forbidden);
}
