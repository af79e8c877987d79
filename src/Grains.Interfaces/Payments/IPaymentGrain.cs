using Consult.Feeds;
using Orleans;

namespace Consult.Payments;

/// <summary>One payment. Key: the <see cref="PaymentId"/>.</summary>
[Alias("consult.IPaymentGrain")]
public interface IPaymentGrain : IFeedGrain
{
    /// <summary>The payment; <see cref="Codes.Forbidden"/> when it was never opened.</summary>
    [Alias("View")]
    Task<Reading<PaymentView>> View(CancellationToken cancellationToken = default);
}

/// <summary>A payment as it stands. Always <c>held = refunded + settled + open</c>, and nothing is below 0.</summary>
[GenerateSerializer, Immutable, Alias("consult.PaymentView")]
public sealed record PaymentView
{
    /// <summary>The payment.</summary>
    [Id(0)] public required PaymentId Payment { get; init; }

    /// <summary>What it is for.</summary>
    [Id(1)] public required ConsultationId Consultation { get; init; }

    /// <summary>The sum, in fen.</summary>
    [Id(2)] public required long Fen { get; init; }

    /// <summary>What the gateway holds or held, in fen.</summary>
    [Id(3)] public required long HeldFen { get; init; }

    /// <summary>What was paid back, in fen.</summary>
    [Id(4)] public required long RefundedFen { get; init; }

    /// <summary>What was handed over, in fen.</summary>
    [Id(5)] public required long SettledFen { get; init; }

    /// <summary>Why the gateway did not hold the sum; null when it did or has not said.</summary>
    [Id(6)] public string? DeclinedCode { get; init; }

    /// <summary>Orders that the gateway refuses and that wait for the operator.</summary>
    [Id(7)] public required int Failed { get; init; }
}
