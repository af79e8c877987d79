using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Consult.Api.SignIn;

/// <summary>The OpenID Connect issuer whose tokens are accepted: the configuration section <c>Oidc</c>.</summary>
internal sealed class OidcOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Oidc";

    /// <summary>The issuer's address, without <c>/.well-known/openid-configuration</c>. HTTPS, or on this machine.</summary>
    public string? Authority { get; init; }

    /// <summary>What the issuer calls this server.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim that holds one of the roles of <see cref="RoleNames"/>.</summary>
    public string RoleClaim { get; init; } = ClaimNames.Role;

    /// <summary>What the issuer calls the pages; the same as this server unless told.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the pages ask the issuer for.</summary>
    public string Scope { get; init; } = "openid";

    /// <summary>Where the issuer is, without a path; null without an issuer.</summary>
    public string? Origin => IsConfigured ? new Uri(Authority!).GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Whether an issuer is configured.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Authority) && !string.IsNullOrEmpty(Audience);

    /// <summary>The issuer of a configuration.</summary>
    public static OidcOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<OidcOptions>() ?? new();

    /// <summary>How the issuer's tokens are checked. Its keys are fetched at first use and refreshed when one is unknown.</summary>
    public TokenRules Rules(TimeProvider clock)
    {
        var authority = new Uri(Authority!);
        var configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            Authority!.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        return new(
            new()
            {
                ValidAudience = Audience,
                ConfigurationManager = configuration,
                // Never a symmetric one: with those, a public key could be passed off as a shared secret.
                ValidAlgorithms =
                [
                    SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                    SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
                    SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
                ],
            },
            RoleClaim, clock);
    }
}
