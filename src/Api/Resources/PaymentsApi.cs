using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Payments: what became of the money. Consultations begin and end them; nobody does by hand.</summary>
internal static class PaymentsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapPayments(this RouteGroupBuilder api)
    {
        var payments = api.MapGroup("/payments").WithTags("Payments");
        payments.MapGet("/{id}", ShowAsync).WithSummary("A payment as it stands (patient's side, operator)");
        payments.MapPost("/{id}/orders/{order}/retry", Retry).WithSummary("Try an order again that the gateway refused (operator)");
        return api;
    }

    private static async Task<Results<Ok<PaymentView>, ProblemHttpResult>> ShowAsync(
        PaymentId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        who.Role is not Role.Operator && await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IPaymentGrain>(id.Value).View(cancellationToken));

    private static Task<Outcome> Retry(PaymentId id, long order, [AsParameters] Incoming incoming) =>
        incoming.SendAsAsync(Role.Operator, id.Feed, new CarryOut(order));
}
