namespace Consult.Feeds;

// Codes of payments and refunds. None is retryable.
public static partial class Codes
{
    /// <summary>The consultation has not been paid.</summary>
    public const string PaymentRequired = "payment.required";

    /// <summary>The payment was not made in time.</summary>
    public const string PaymentTimeout = "payment.timeout";

    /// <summary>There is not as much money left to move.</summary>
    public const string PaymentInsufficient = "payment.insufficient";

    /// <summary>A refund has been asked for already and waits for a decision.</summary>
    public const string RefundPending = "refund.pending";

    /// <summary>There is no request for a refund to decide.</summary>
    public const string RefundAbsent = "refund.absent";

    /// <summary>There is nothing that could still be paid back.</summary>
    public const string RefundNothing = "refund.nothing";

    /// <summary>This consultation carries no satisfaction guarantee.</summary>
    public const string GuaranteeNone = "guarantee.none";

    /// <summary>The patient has used the satisfaction guarantee.</summary>
    public const string GuaranteeUsed = "guarantee.used";

    /// <summary>There are as many packs of rounds as allowed.</summary>
    public const string PackLimit = "pack.limit";

    private static CodeInfo[] OfMoney() =>
    [
        new(PaymentRequired, 409, false, "The consultation has not been paid."),
        new(PaymentTimeout, 409, false, "The payment was not made in time."),
        new(PaymentInsufficient, 409, false, "There is not as much money left to move."),
        new(RefundPending, 409, false, "A refund has been asked for already and waits for a decision."),
        new(RefundAbsent, 409, false, "There is no request for a refund to decide."),
        new(RefundNothing, 409, false, "There is nothing that could still be paid back."),
        new(GuaranteeNone, 409, false, "This consultation carries no satisfaction guarantee."),
        new(GuaranteeUsed, 409, false, "The patient has used the satisfaction guarantee."),
        new(PackLimit, 409, false, "There are as many packs of rounds as allowed."),
    ];
}
