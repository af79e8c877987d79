namespace Consult.Payments;

/// <summary>
/// A gateway that moves no money: every order succeeds, but holding by the method <see cref="Declining"/>. The ledger
/// are the payments' own feeds. Keeps nothing, so the same order has the same answer by nature.
/// </summary>
public sealed class SandboxGateway : IPaymentGateway
{
    /// <summary>The method whose sums are never held.</summary>
    public const string Declining = "sandbox-declined";

    /// <inheritdoc/>
    public Task<GatewayOutcome> CarryOutAsync(GatewayOrder order, CancellationToken cancellationToken) =>
        Task.FromResult(order is { Operation: PaymentOperation.Hold, Method: Declining }
            ? new GatewayOutcome(null, "sandbox.declined")
            : new GatewayOutcome($"sandbox-{order.Payment}", null));
}
