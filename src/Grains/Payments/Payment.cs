using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Payments;

/// <summary>
/// One payment: held, then paid back or handed over, each fen once. The consultation says what is to move; the gateway
/// moves it, asked by this actor's reaction to its own order.
/// </summary>
internal sealed class Payment : FeedModel<PaymentState>
{
    public override int FoldVersion => 1;

    public override PaymentState Empty { get; } = new();

    public override string? SubjectOf(PaymentState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(PaymentState state, Command command, Context context) => command switch
    {
        OpenPayment open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        RefundPayment refund => Refund(state, refund, context),
        SettlePayment settle => Settle(state, settle, context),
        RecordOutcome outcome => Record(state, outcome, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override PaymentState Apply(PaymentState state, EventBody body, Envelope envelope) => body switch
    {
        PaymentOpened e => state with
        {
            Exists = true,
            Payment = new(envelope.Feed.Key),
            Consultation = e.Consultation,
            Patient = e.Patient,
            Fen = e.Fen,
            Method = e.Method,
            Orders = [new(envelope.Seq, PaymentOperation.Hold, e.Fen)],
        },
        PaymentHeld e => state with { IsHeld = true, Reference = e.Reference, Orders = [] },
        PaymentDeclined e => state with { DeclinedCode = e.Code, Orders = [] },
        PaymentCancelled => state with { IsCancelled = true },
        PaymentOrdered e => state with { Orders = state.Orders.Add(new(envelope.Seq, e.Operation, e.Fen)) },
        PaymentRefunded e => Without(state, e.Order) with { RefundedFen = state.RefundedFen + e.Fen },
        PaymentSettled e => Without(state, e.Order) with { SettledFen = state.SettledFen + e.Fen },
        PaymentFailed e => Failed(state, e.Order),
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) =>
        body is PaymentOpened e ? [new(e.Patient.Feed.Value, Role.Patient)] : [];

    public override ImmutableArray<Reaction> ReactionsTo(PaymentState state, EventBody body, Envelope envelope) => body switch
    {
        PaymentOpened or PaymentOrdered => [new(envelope.Feed, new CarryOut(envelope.Seq))],
        PaymentHeld => [new(state.Consultation.Feed, new ConfirmPayment(state.Payment))],
        PaymentDeclined e => [new(state.Consultation.Feed, new RefusePayment(state.Payment, e.Code))],
        _ => [],
    };

    public static PaymentView? ViewOf(PaymentState state) => !state.Exists ? null : new()
    {
        Payment = state.Payment,
        Consultation = state.Consultation,
        Fen = state.Fen,
        HeldFen = state.IsHeld ? state.Fen : 0,
        RefundedFen = state.RefundedFen,
        SettledFen = state.SettledFen,
        DeclinedCode = state.DeclinedCode,
        Failed = state.Orders.Count(order => order.Failures > 0),
    };

    /// <summary>What the gateway is to be told for an order; null when there is nothing left to tell.</summary>
    public static GatewayOrder? GatewayOrderOf(PaymentState state, long number) => state.OrderOf(number) is not { } order
        ? null
        // Refused for good, an order is a new one when the operator tries it again.
        : new($"{state.Payment}:{number}:{order.Failures}", order.Operation, state.Payment, state.Method, order.Fen, state.Reference);

    private static Decision Open(PaymentState state, OpenPayment command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists) return Decision.Accept();
        return Decision.Accept(new PaymentOpened
        {
            Consultation = command.Consultation,
            Patient = command.Patient,
            Payer = command.Payer,
            Fen = command.Fen,
            Method = command.Method,
        });
    }

    private static Decision Refund(PaymentState state, RefundPayment command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state is { IsHeld: false, DeclinedCode: null } && command.Fen is null)
            return state.IsCancelled ? Decision.Accept() : Decision.Accept(new PaymentCancelled());
        return Order(state, PaymentOperation.Refund, command.Fen ?? state.OpenFen);
    }

    private static Decision Settle(PaymentState state, SettlePayment command, Context context) =>
        context.By.Role is not Role.System
            ? Decision.Refuse(Codes.Forbidden)
            : Order(state, PaymentOperation.Settle, command.Fen);

    private static Decision Order(PaymentState state, PaymentOperation operation, long fen)
    {
        if (fen == 0) return Decision.Accept();
        return fen < 0 || fen > state.OpenFen
            ? Decision.Refuse(Codes.PaymentInsufficient)
            : Decision.Accept(new PaymentOrdered(operation, fen));
    }

    private static Decision Record(PaymentState state, RecordOutcome command, Context context)
    {
        if (context.By.Role is not (Role.System or Role.Operator)) return Decision.Refuse(Codes.Forbidden);
        // Carried out already: an answer that was lost and asked for again.
        if (state.OrderOf(command.Order) is not { } order) return Decision.Accept();
        return (order.Operation, command.Outcome.Code) switch
        {
            (PaymentOperation.Hold, null) when state.IsCancelled => Decision.Accept(
                new PaymentHeld(command.Outcome.Reference), new PaymentOrdered(PaymentOperation.Refund, state.Fen)),
            (PaymentOperation.Hold, null) => Decision.Accept(new PaymentHeld(command.Outcome.Reference)),
            (PaymentOperation.Hold, { } code) => Decision.Accept(new PaymentDeclined(code)),
            (PaymentOperation.Refund, null) => Decision.Accept(new PaymentRefunded(order.Number, order.Fen)),
            (PaymentOperation.Settle, null) => Decision.Accept(new PaymentSettled(order.Number, order.Fen)),
            (_, { } code) => Decision.Accept(new PaymentFailed(order.Number, code)),
            _ => Decision.Refuse(Codes.Invalid),
        };
    }

    private static PaymentState Without(PaymentState state, long order) =>
        state with { Orders = state.Orders.RemoveAll(o => o.Number == order) };

    private static PaymentState Failed(PaymentState state, long order) =>
        state.OrderOf(order) is { } found
            ? state with { Orders = state.Orders.Replace(found, found with { Failures = found.Failures + 1 }) }
            : state;
}
