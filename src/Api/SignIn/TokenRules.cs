using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Consult.Api.SignIn;

/// <summary>How tokens are checked and what is read from them: one instance per server, of the issuer in use.</summary>
/// <param name="parameters">Issuer, audience, keys and algorithms; the lifetime is checked here.</param>
/// <param name="roleClaim">The claim that holds the role.</param>
/// <param name="clock">The only clock.</param>
internal sealed class TokenRules(TokenValidationParameters parameters, string roleClaim, TimeProvider clock)
{
    /// <summary>How far the clocks of issuer and server may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters = With(parameters, clock);

    /// <summary>The sign-in that a token stands for; null when the token is not to be believed.</summary>
    public async Task<SignedIn?> CheckAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject.Length: > 0 } jwt) return null;
        // Somebody with two roles signs in as one of them: which one acts must never be a guess.
        var roles = jwt.Claims.Where(claim => claim.Type == roleClaim && RoleNames.TryParse(claim.Value, out _)).Take(2).ToArray();
        if (roles.Length != 1 || !RoleNames.TryParse(roles[0].Value, out var role)) return null;
        return new(AccountNames.FromSubject(jwt.Subject), role, AuthenticatedAt(jwt), new(jwt.ValidTo, TimeSpan.Zero));
    }

    private DateTimeOffset? AuthenticatedAt(JsonWebToken jwt)
    {
        if (!jwt.TryGetPayloadValue<long>(ClaimNames.AuthenticatedAt, out var seconds) || seconds is < 0 or > 253_402_300_799) return null;
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var now = clock.GetUtcNow();
        return at < now ? at : now;
    }

    private static TokenValidationParameters With(TokenValidationParameters parameters, TimeProvider clock)
    {
        var copy = parameters.Clone();
        copy.LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return expires > now - Skew && (notBefore is null || notBefore <= now + Skew);
        };
        return copy;
    }
}
