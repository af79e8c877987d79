using Consult.Feeds;
using Consult.Payments;
using Orleans;

namespace Consult.Consultations;

/// <summary>A payment's sum is held. Sent by the payment.</summary>
[GenerateSerializer, Immutable, Alias("consult.ConfirmPayment")]
public sealed record ConfirmPayment([property: Id(0)] PaymentId Payment) : Command;

/// <summary>A payment's sum will not be held. Sent by the payment.</summary>
/// <param name="Payment">Which.</param>
/// <param name="Code">Why, in the gateway's words: a short code.</param>
[GenerateSerializer, Immutable, Alias("consult.RefusePayment")]
public sealed record RefusePayment(
    [property: Id(0)] PaymentId Payment,
    [property: Id(1)] string Code) : Command;

/// <summary>Buys one more pack of rounds (加油包) while the window is open. By the patient's side.</summary>
/// <param name="Method">How it is paid; null for the operator's default.</param>
[GenerateSerializer, Immutable, Alias("consult.BuyRounds")]
public sealed record BuyRounds([property: Id(0)] string? Method = null) : Command;

/// <summary>
/// Asks for a refund once the consultation is accepted; an operator decides. As long as the money is not handed over.
/// By the patient's side.
/// </summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.RequestRefund")]
public sealed record RequestRefund([property: Id(0)] PrivateText Reason) : Command;

/// <summary>Decides a request for a refund. By <see cref="Role.Operator"/>.</summary>
[GenerateSerializer, Immutable, Alias("consult.DecideRefund")]
public sealed record DecideRefund : Command
{
    /// <summary>How much goes back, in fen; 0 declines the request.</summary>
    [Id(0)] public required long RefundFen { get; init; }

    /// <summary>Why, 1–4,000 characters; the patient sees it.</summary>
    [Id(1)] public required PrivateText Reason { get; init; }
}

/// <summary>
/// Claims the satisfaction guarantee (满意度保障) of a first consultation: everything back, without an operator. After
/// its completion, as long as the money is not handed over, once per patient. By the patient's side.
/// </summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.ClaimGuarantee")]
public sealed record ClaimGuarantee([property: Id(0)] PrivateText Reason) : Command;
