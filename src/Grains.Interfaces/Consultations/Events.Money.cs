using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Payments;

namespace Consult.Consultations;

/// <summary>A sum that belongs to a consultation is held.</summary>
[EventType("consultation.paid")]
public sealed record ConsultationPaid : EventBody
{
    /// <summary>Which payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>How much, in fen.</summary>
    public required long Fen { get; init; }

    /// <summary>For the price: accepted before this moment, or expired.</summary>
    public DateTimeOffset? AcceptBy { get; init; }
}

/// <summary>The patient's side asked for another pack of rounds; they count once it is paid.</summary>
[EventType("pack.ordered")]
public sealed record PackOrdered : EventBody
{
    /// <summary>Its payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>How many rounds.</summary>
    public required int Rounds { get; init; }

    /// <summary>Its price, in fen.</summary>
    public required long Fen { get; init; }

    /// <summary>The account that pays.</summary>
    public required AccountId Payer { get; init; }

    /// <summary>How it is paid.</summary>
    public required string Method { get; init; }
}

/// <summary>A pack of rounds was not paid.</summary>
/// <param name="Payment">Its payment.</param>
/// <param name="Code">Why, in the gateway's words.</param>
[EventType("pack.refused")]
public sealed record PackRefused(PaymentId Payment, string Code) : EventBody;

/// <summary>The patient's side asked for a refund.</summary>
[EventType("refund.requested")]
public sealed record RefundRequested(PrivateText Reason) : EventBody;

/// <summary>A refund was declined by the operator.</summary>
[EventType("refund.declined")]
public sealed record RefundDeclined(PrivateText Reason) : EventBody;

/// <summary>A part of the money, of one payment.</summary>
/// <param name="Payment">Which.</param>
/// <param name="Fen">How much, in fen.</param>
public sealed record Share(PaymentId Payment, long Fen);

/// <summary>Money goes back: an operator said so, or the guarantee does.</summary>
[EventType("refund.approved")]
public sealed record RefundApproved : EventBody
{
    /// <summary>How much in all, in fen.</summary>
    public required long RefundFen { get; init; }

    /// <summary>The same by payment.</summary>
    public required ImmutableArray<Share> Shares { get; init; }

    /// <summary>Whether it is the satisfaction guarantee (满意度保障).</summary>
    public bool Guarantee { get; init; }

    /// <summary>Why.</summary>
    public PrivateText Reason { get; init; }
}

/// <summary>What was not paid back is handed over to the operator, for good.</summary>
[EventType("consultation.settled")]
public sealed record ConsultationSettled : EventBody
{
    /// <summary>How much in all, in fen.</summary>
    public required long SettleFen { get; init; }

    /// <summary>The same by payment.</summary>
    public required ImmutableArray<Share> Shares { get; init; }
}
