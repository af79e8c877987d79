using System.Security.Cryptography;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Consult.Api.SignIn;

/// <summary>
/// Tokens of the development sign-in, signed with a key that derives from the record's integrity key, so that they
/// survive a restart of the same data folder and are worth nothing on another.
/// </summary>
internal sealed class DevelopmentTokens(IKeyRing keys, TimeProvider clock)
{
    private const string Issuer = "consult-development";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly SymmetricSecurityKey _key =
        new(HMACSHA256.HashData(keys.IntegrityKey.Span, "consult.development-sign-in"u8));

    /// <summary>A token for an account that has just proved (here: said) who it is.</summary>
    public (string Token, SignedIn Who) Issue(AccountId account, Role role)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + Lifetime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [ClaimNames.Account] = account.Value,
                [ClaimNames.Role] = RoleNames.NameOf(role),
                [ClaimNames.AuthenticatedAt] = now.ToUnixTimeSeconds(),
            },
            SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256),
        });
        return (token, new(account, role, now, expires));
    }

    /// <summary>How these tokens are checked.</summary>
    public TokenRules Rules => new(
        new()
        {
            ValidIssuer = Issuer, ValidAudience = Issuer, IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        },
        ClaimNames.Role, clock);
}
