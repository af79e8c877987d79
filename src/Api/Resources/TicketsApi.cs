using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Api.Tickets;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>Tickets for the WebSocket.</summary>
internal static class TicketsApi
{
    /// <summary>Adds the route.</summary>
    public static RouteGroupBuilder MapTickets(this RouteGroupBuilder api)
    {
        api.MapPost("/tickets", Issue).WithTags("Live").WithSummary("A ticket that opens /hub once, within 30 seconds");
        return api;
    }

    // Tickets count as commands, so that one account cannot crowd out the tickets of all others.
    private static Results<Ok<IssuedTicket>, ProblemHttpResult> Issue(SignedIn who, TicketStore tickets, CommandRate rate) =>
        rate.TryTake(who.Account) ? TypedResults.Ok(tickets.Issue(who)) : Problem.Of(Codes.RateLimited);
}
