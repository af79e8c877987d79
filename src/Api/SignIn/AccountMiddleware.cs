namespace Consult.Api.SignIn;

/// <summary>
/// Opens the account behind a sign-in: an issuer's tokens come without a sign-in here. A failure is no reason to turn
/// the request away, the next one tries again.
/// </summary>
internal sealed class AccountMiddleware(RequestDelegate next, AccountOpener accounts)
{
    /// <summary>Goes on once the account is open, or could not be opened.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
            await accounts.OpenAsync(SignedIn.From(context.User), context.RequestAborted);
        await next(context);
    }
}
