using System.Globalization;
using System.Security.Claims;
using Consult.Api.Access;
using Consult.Feeds;

namespace Consult.Api.SignIn;

/// <summary>Who a request or connection comes from, as the sign-in vouches for it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Role">The one role of the sign-in. It never comes from a request's body.</param>
/// <param name="AuthenticatedAt">When the person last proved who they are; null when the issuer does not say.</param>
/// <param name="ExpiresAt">When the sign-in ends.</param>
internal sealed record SignedIn(AccountId Account, Role Role, DateTimeOffset? AuthenticatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The sign-in of an authenticated request or connection.</summary>
    /// <exception cref="InvalidOperationException">The principal was made by something else.</exception>
    public static SignedIn From(ClaimsPrincipal principal) =>
        principal.Identities.OfType<Identity>().FirstOrDefault()?.Who
        ?? throw new InvalidOperationException("The request is not signed in.");

    /// <summary>Gives endpoints the sign-in of their request.</summary>
    public static ValueTask<SignedIn?> BindAsync(HttpContext context) => ValueTask.FromResult<SignedIn?>(From(context.User));

    /// <summary>The principal that carries this sign-in through ASP.NET Core.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new Identity(this, scheme));

    /// <summary>The sender of a command: what the sign-in says, and in which capacity access lets it act.</summary>
    public Caller ToCaller(FeedAccess? access) => new()
    {
        Account = Account, Role = access?.Role ?? Role, For = access?.For, Relation = access?.Relation, AuthenticatedAt = AuthenticatedAt,
    };

    private sealed class Identity(SignedIn who, string scheme) : ClaimsIdentity(
        [
            new(ClaimNames.Account, who.Account.Value),
            new(ClaimNames.Role, RoleNames.NameOf(who.Role)),
            new(ClaimNames.ExpiresAt, who.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ], scheme, ClaimNames.Account, ClaimNames.Role)
    {
        public SignedIn Who { get; } = who;
    }
}

/// <summary>The names of the claims that are used, as in OpenID Connect.</summary>
internal static class ClaimNames
{
    public const string Account = "sub";
    public const string Role = "role";
    public const string AuthenticatedAt = "auth_time";
    public const string ExpiresAt = "exp";
}
