using System.Text.Encodings.Web;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Consult.Api.Tickets;

/// <summary>
/// Authenticates the WebSocket by its ticket. SignalR clients put it into the query parameter <c>access_token</c> in a
/// browser, and everywhere else into <c>Authorization: Bearer</c>. The first attempt uses it up, whatever becomes of the
/// connection.
/// </summary>
internal sealed class TicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TicketStore tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Ticket";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        tickets.Redeem((string?)Request.Query["access_token"] ?? TokenHandler.BearerOf(Request)) is { } who
            ? AuthenticateResult.Success(new(who.ToPrincipal(Name), Name))
            : AuthenticateResult.Fail("The ticket is not valid."));

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Codes.TicketInvalid);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Codes.Forbidden);
}
