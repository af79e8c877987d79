using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Payments;

/// <summary>What a payment has become.</summary>
internal sealed record PaymentState
{
    public bool Exists { get; init; }

    public PaymentId Payment { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    public long Fen { get; init; }

    public string Method { get; init; } = "";

    public bool IsHeld { get; init; }

    /// <summary>Ended before the gateway said whether it holds the sum.</summary>
    public bool IsCancelled { get; init; }

    public string? Reference { get; init; }

    public string? DeclinedCode { get; init; }

    public long RefundedFen { get; init; }

    public long SettledFen { get; init; }

    /// <summary>What the gateway was told and has not done; the event that opened the payment orders the holding.</summary>
    public ImmutableArray<PaymentOrder> Orders { get; init; } = [];

    /// <summary>What can still be ordered, in fen.</summary>
    public long OpenFen => IsHeld ? Fen - RefundedFen - SettledFen - Orders.Sum(order => order.Fen) : 0;

    public PaymentOrder? OrderOf(long number) => Orders.FirstOrDefault(order => order.Number == number);
}

/// <summary>What the gateway is to do.</summary>
/// <param name="Number">Number of the event that orders it.</param>
/// <param name="Operation">What.</param>
/// <param name="Fen">How much.</param>
/// <param name="Failures">How often the gateway refused.</param>
internal sealed record PaymentOrder(long Number, PaymentOperation Operation, long Fen, int Failures = 0);
