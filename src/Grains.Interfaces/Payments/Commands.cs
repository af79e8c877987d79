using Consult.Feeds;
using Orleans;

namespace Consult.Payments;

/// <summary>Begins a payment: the sum is to be held. Sent by the consultation it is for.</summary>
[GenerateSerializer, Immutable, Alias("consult.OpenPayment")]
public sealed record OpenPayment : Command
{
    /// <summary>What it is for.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Who is treated.</summary>
    [Id(1)] public required PatientId Patient { get; init; }

    /// <summary>The account that pays.</summary>
    [Id(2)] public required AccountId Payer { get; init; }

    /// <summary>The sum, in fen; above 0.</summary>
    [Id(3)] public required long Fen { get; init; }

    /// <summary>How it is paid: a name or token that the gateway knows, never a card number.</summary>
    [Id(4)] public required string Method { get; init; }
}

/// <summary>
/// Pays back. Before the gateway has said whether it holds the sum, everything goes back as soon as it does. Sent by
/// the consultation.
/// </summary>
/// <param name="Fen">How much, in fen; null for all that is neither paid back nor settled.</param>
[GenerateSerializer, Immutable, Alias("consult.RefundPayment")]
public sealed record RefundPayment([property: Id(0)] long? Fen) : Command;

/// <summary>Hands money over to the operator, for good. Sent by the consultation.</summary>
/// <param name="Fen">How much, in fen; at most what is held.</param>
[GenerateSerializer, Immutable, Alias("consult.SettlePayment")]
public sealed record SettlePayment([property: Id(0)] long Fen) : Command;

/// <summary>
/// Has the gateway carry out one order. Sent by the payment to itself, and again by <see cref="Role.Operator"/> after
/// a <c>payment.failed</c>.
/// </summary>
/// <param name="Order">Number of the event that orders it.</param>
[GenerateSerializer, Immutable, Alias("consult.CarryOut")]
public sealed record CarryOut([property: Id(0)] long Order) : Command;
