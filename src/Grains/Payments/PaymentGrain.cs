using Consult.Feeds;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Payments;

/// <summary>The shell of <see cref="Payment"/>: it speaks to the gateway.</summary>
[GrainType(FeedKinds.Payment)]
internal sealed class PaymentGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IPaymentGateway gateway)
    : FeedGrain<PaymentState>(new Payment(), snapshot, services), IPaymentGrain
{
    private static readonly TimeSpan GatewayTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    /// <remarks>
    /// An order is carried out before its outcome is recorded, and may be again when the record is lost: the gateway
    /// knows it by its key. A gateway that does not answer is <see cref="Codes.Busy"/>, so the reaction comes back.
    /// </remarks>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not CarryOut { Order: var number }) return await base.Execute(request, cancellationToken);
        if (request.By.Role is not (Role.System or Role.Operator)) return Answer.Refused(Codes.Forbidden);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;

        // A payment that is not there, or nothing left to carry out.
        var reading = await Read(state => Payment.GatewayOrderOf(state, number), cancellationToken);
        if (reading.Code == Codes.Forbidden) return Answer.Accepted(reading.Position);
        if (reading.Value is not { } order) return Answer.Refused(reading.Code!);
        try
        {
            var outcome = await gateway.CarryOutAsync(order, cancellationToken).WaitAsync(GatewayTimeout, Clock, cancellationToken);
            return await Execute(request, new RecordOutcome(number, outcome), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return Answer.Refused(Codes.Busy);
        }
    }

    /// <inheritdoc/>
    public Task<Reading<PaymentView>> View(CancellationToken cancellationToken = default) =>
        Read(Payment.ViewOf, cancellationToken);
}
