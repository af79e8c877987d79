namespace Consult.Payments;

/// <summary>
/// Whatever moves the money: the port behind which a payment service stands. It must treat an order of the same key as
/// the same order: the same answer, and no second movement, because an answer that was lost is asked for again.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Carries an order out, or says that it never will. Throws when the outcome is not known; it is then asked again.</summary>
    Task<GatewayOutcome> CarryOutAsync(GatewayOrder order, CancellationToken cancellationToken);
}

/// <summary>One order to the gateway.</summary>
/// <param name="Key">Names the order for good.</param>
/// <param name="Operation">What to do.</param>
/// <param name="Payment">Of which payment.</param>
/// <param name="Method">How it is paid.</param>
/// <param name="Fen">How much, in fen.</param>
/// <param name="Reference">The gateway's own name of the held sum; null when it is to be held.</param>
public sealed record GatewayOrder(
    string Key, PaymentOperation Operation, PaymentId Payment, string Method, long Fen, string? Reference);

/// <summary>What became of an order.</summary>
/// <param name="Reference">The gateway's name of the held sum.</param>
/// <param name="Code">Why it will never be carried out; null when it was.</param>
public sealed record GatewayOutcome(string? Reference, string? Code);
