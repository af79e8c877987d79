using System.Text.Encodings.Web;
using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Consult.Api.Tickets;

/// <summary>
/// Authenticates the WebSocket by the query parameter <c>access_token</c>, where the SignalR client puts it. The first
/// attempt uses the ticket up, whatever becomes of the connection.
/// </summary>
internal sealed class TicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TicketStore tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Ticket";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        tickets.Redeem(Request.Query["access_token"]) is { } who
            ? AuthenticateResult.Success(new(who.ToPrincipal(Name), Name))
            : AuthenticateResult.Fail("The ticket is not valid."));

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Codes.TicketInvalid);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, Codes.Forbidden);
}
