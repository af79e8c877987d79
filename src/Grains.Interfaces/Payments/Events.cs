using Consult.Feeds;

namespace Consult.Payments;

/// <summary>What a gateway is told to do with a payment.</summary>
public enum PaymentOperation
{
    /// <summary>Hold the whole sum.</summary>
    Hold,

    /// <summary>Pay back some of it.</summary>
    Refund,

    /// <summary>Hand some of it over to the operator.</summary>
    Settle,
}

/// <summary>A payment began: its sum is to be held.</summary>
[EventType("payment.opened")]
public sealed record PaymentOpened : EventBody
{
    /// <summary>What it is for.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>Who is treated.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>The account that pays.</summary>
    public required AccountId Payer { get; init; }

    /// <summary>The sum, in fen.</summary>
    public required long Fen { get; init; }

    /// <summary>How it is paid.</summary>
    public required string Method { get; init; }
}

/// <summary>The gateway holds the sum.</summary>
/// <param name="Reference">The gateway's own name of it.</param>
[EventType("payment.held")]
public sealed record PaymentHeld(string? Reference) : EventBody;

/// <summary>The gateway will not hold the sum.</summary>
/// <param name="Code">Why, in the gateway's words: a short code.</param>
[EventType("payment.declined")]
public sealed record PaymentDeclined(string Code) : EventBody;

/// <summary>What was asked for ended before the gateway said whether it holds the sum; if it does, everything goes back.</summary>
[EventType("payment.cancelled")]
public sealed record PaymentCancelled : EventBody;

/// <summary>Some of the sum is to move; the event's number names the order.</summary>
/// <param name="Operation">Back to the payer, or over to the operator.</param>
/// <param name="Fen">How much, in fen.</param>
[EventType("payment.ordered")]
public sealed record PaymentOrdered(PaymentOperation Operation, long Fen) : EventBody;

/// <summary>The gateway paid back.</summary>
/// <param name="Order">Number of the order's event.</param>
/// <param name="Fen">How much, in fen.</param>
[EventType("payment.refunded")]
public sealed record PaymentRefunded(long Order, long Fen) : EventBody;

/// <summary>The gateway handed over.</summary>
/// <param name="Order">Number of the order's event.</param>
/// <param name="Fen">How much, in fen.</param>
[EventType("payment.settled")]
public sealed record PaymentSettled(long Order, long Fen) : EventBody;

/// <summary>The gateway refuses an order for good; the operator has to see to it.</summary>
/// <param name="Order">Number of the order's event.</param>
/// <param name="Code">Why, in the gateway's words: a short code.</param>
[EventType("payment.failed")]
public sealed record PaymentFailed(long Order, string Code) : EventBody;
